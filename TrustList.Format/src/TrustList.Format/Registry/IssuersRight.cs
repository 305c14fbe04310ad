using TrustList.Format.Credentials;

namespace TrustList.Format.Registry;

/// <summary>What of a region's own document counts, beside the registry and policy (SPEC.md §5.3): each side can only narrow.</summary>
internal static class IssuersRight
{
    internal static IEnumerable<RegistryRefusal> Against(IssuersDocument document, RegionRecord region, PolicyDocument? policy)
    {
        if (document.Region != region.Code)
            return [new(RegistryFault.WrongRegion, $"{document.Region} in the place of {region.Code}")];
        return document.Certificates
            .Select(certificate => Certificate(certificate, region, policy) ?? Place(certificate, region))
            .OfType<RegistryRefusal>();
    }

    /// <summary>ISO/IEC 18013-5 Annex B: the subject names the country and the state, which are the region's in the registry.</summary>
    private static RegistryRefusal? Place(IssuerCertificate certificate, RegionRecord region) =>
        CertificateFacts.Read(certificate.Der) is { Ok: true, Value: var facts }
            && facts.State == region.Iso3166 && facts.Country == region.Iso3166.Split('-')[0]
            ? null
            : new(RegistryFault.CertificateElsewhere, $"{certificate.Thumbprint}: not of {region.Iso3166}");

    /// <summary>Why a certificate does not count, or null where it does.</summary>
    internal static RegistryRefusal? Certificate(IssuerCertificate certificate, RegionRecord region, PolicyDocument? policy)
    {
        if (certificate.Role == CertificateRole.Iaca && !region.IacaThumbprints.Contains(certificate.Thumbprint))
            return new(RegistryFault.IacaNotPinned, certificate.Thumbprint);
        if (!certificate.DocTypes.Any(docType => region.DocTypes.Contains(docType)))
            return new(RegistryFault.DocTypeNotAllowed, certificate.Thumbprint);
        if (certificate.Role == CertificateRole.DocumentSigner
            && certificate.SignUntil - certificate.SignFrom > TimeSpan.FromDays(region.SigningKeyDays))
            return new(RegistryFault.SigningLifeTooLong, certificate.Thumbprint);
        if (policy is not null && !policy.Algorithms.Contains(certificate.Alg))
            return new(RegistryFault.AlgorithmNotAllowed, $"{certificate.Thumbprint}: {certificate.Alg}");
        return null;
    }
}
