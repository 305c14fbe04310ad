using TrustList.Format.Credentials;
using TrustList.Format.Signing;

namespace TrustList.Format.Registry;

/// <summary>What of a region's own document counts, beside the registry and policy (SPEC.md §5.3): each side can only narrow.</summary>
internal static class IssuersRight
{
    internal static IEnumerable<RegistryRefusal> Against(
        IssuersDocument document, RegionRecord region, PolicyDocument? policy, IssuersDocument? standing)
    {
        if (document.Region != region.Code)
            return [new(RegistryFault.WrongRegion, $"{document.Region} in the place of {region.Code}")];
        return document.Certificates
            .Select(certificate => Certificate(certificate, region) ?? ByItself(certificate, region, policy, standing))
            .Concat(document.StatusKeys.Select(key => standing?.FindStatusKey(key.KeyId) is null ? Algorithm(key, policy) : null))
            .OfType<RegistryRefusal>();
    }

    // What stands already cannot be dropped: only a new record is asked whether its algorithm is still allowed.
    private static RegistryRefusal? ByItself(IssuerCertificate certificate, RegionRecord region, PolicyDocument? policy, IssuersDocument? standing)
    {
        if (CertificateFacts.Read(certificate.Der) is not { Ok: true, Value: var facts })
            return new(RegistryFault.BadKeyMaterial, certificate.Thumbprint);
        return (standing?.Find(certificate.Thumbprint) is null ? Algorithm(certificate, facts.KeyAlgorithm, policy) : null)
            ?? Place(certificate, facts, region);
    }

    /// <summary>ISO/IEC 18013-5 Annex B: the subject names the country and the state, which are the region's in the registry.</summary>
    private static RegistryRefusal? Place(IssuerCertificate certificate, CertificateFacts facts, RegionRecord region) =>
        facts.State == region.Iso3166 && facts.Country == region.Iso3166.Split('-')[0]
            ? null
            : new(RegistryFault.CertificateElsewhere, $"{certificate.Thumbprint}: not of {region.Iso3166}");

    /// <summary>Why a certificate does not count beside the registry, or null where it does.</summary>
    internal static RegistryRefusal? Certificate(IssuerCertificate certificate, RegionRecord region)
    {
        if (certificate.Role == CertificateRole.Iaca && !region.IacaThumbprints.Contains(certificate.Thumbprint))
            return new(RegistryFault.IacaNotPinned, certificate.Thumbprint);
        if (!certificate.DocTypes.Any(docType => region.DocTypes.Contains(docType)))
            return new(RegistryFault.DocTypeNotAllowed, certificate.Thumbprint);
        if (certificate.Role == CertificateRole.DocumentSigner
            && certificate.SignUntil - certificate.SignFrom > TimeSpan.FromDays(region.SigningKeyDays))
            return new(RegistryFault.SigningLifeTooLong, certificate.Thumbprint);
        return null;
    }

    /// <summary>Why a certificate's algorithm keeps it from counting: it is not what the record says, or policy does not allow it.</summary>
    internal static RegistryRefusal? Algorithm(IssuerCertificate certificate, SignatureAlgorithm? keyAlgorithm, PolicyDocument? policy) =>
        keyAlgorithm?.ToString() == certificate.Alg && policy?.Algorithms.Contains(certificate.Alg) != false
            ? null
            : new(RegistryFault.AlgorithmNotAllowed, $"{certificate.Thumbprint}: {certificate.Alg}, or its key is of another");

    private static RegistryRefusal? Algorithm(StatusKey key, PolicyDocument? policy) =>
        PublicKey.FromSpki(key.Spki.Span) is { Ok: true, Value: var read } && policy?.Algorithms.Contains(read.Algorithm.ToString()) != false
            ? null
            : new(RegistryFault.AlgorithmNotAllowed, $"status key {key.KeyId}");
}
