using System.Security.Cryptography;
using TrustList.Format.Credentials;
using TrustList.Format.Encoding;
using TrustList.Format.Signing;

namespace TrustList.Format.Registry;

/// <summary>The checks of one <c>issuers.json</c> by itself (SPEC.md §5.3).</summary>
internal static class IssuersChecks
{
    internal static RegistryRefusal? Check(IssuersDocument document)
    {
        if (!RegionCode.IsValid(document.Region))
            return new(RegistryFault.BadRegionCode, document.Region);
        if (Duplicates.First(document.Certificates.Select(certificate => certificate.Thumbprint)) is { } thumbprint)
            return new(RegistryFault.DuplicateRecord, thumbprint);
        if (Duplicates.First(document.StatusKeys.Select(key => key.KeyId)) is { } keyId)
            return new(RegistryFault.DuplicateRecord, keyId);
        return document.Certificates.Select(CheckCertificate).Concat(document.StatusKeys.Select(CheckStatusKey))
            .FirstOrDefault(refusal => refusal is not null);
    }

    private static RegistryRefusal? CheckCertificate(IssuerCertificate certificate)
    {
        if (KeyLifecycle.Check(certificate, certificate.Thumbprint) is { } refusal)
            return refusal;
        if (certificate.VerifyUntil > certificate.NotAfter)
            return new(RegistryFault.DatesOutOfOrder, $"{certificate.Thumbprint}: verifyUntil after notAfter");
        if (certificate.DistrustAfter.HasValue != certificate.History.Any(step => step.State == KeyState.Compromised))
            return new(RegistryFault.DistrustWithoutCompromise, certificate.Thumbprint);
        if (certificate.History.Any(step => step.State == KeyState.Compromised && step.Since < certificate.DistrustAfter))
            return new(RegistryFault.DatesOutOfOrder, $"{certificate.Thumbprint}: distrustAfter after the loss was declared");
        if (CheckDisowned(certificate) is { } disowned)
            return disowned;
        if (certificate.DocTypes.IsEmpty)
            return new(RegistryFault.DocTypeNotAllowed, $"{certificate.Thumbprint}: none");
        return CheckDer(certificate);
    }

    private static RegistryRefusal? CheckDisowned(IssuerCertificate certificate)
    {
        if (!certificate.Disowned.IsEmpty && certificate.DistrustAfter is null)
            return new(RegistryFault.DistrustWithoutCompromise, $"{certificate.Thumbprint}: disowned");
        return Duplicates.First(certificate.Disowned.Select(leaf => LowerHex.Of(leaf.Span))) is { } twice
            ? new(RegistryFault.DuplicateRecord, $"{certificate.Thumbprint}: disowned {twice}")
            : null;
    }

    private static RegistryRefusal? CheckDer(IssuerCertificate certificate)
    {
        var der = certificate.Der.Span;
        if (LowerHex.Of(SHA256.HashData(der)) != certificate.Thumbprint)
            return new(RegistryFault.BadKeyMaterial, $"{certificate.Thumbprint}: not the hash of the certificate");
        if (CertificateFacts.Read(certificate.Der) is not { Ok: true, Value: var facts })
            return new(RegistryFault.BadKeyMaterial, $"{certificate.Thumbprint}: not a certificate");
        return certificate.NotAfter > facts.NotAfter || certificate.SignFrom < facts.NotBefore
            ? new(RegistryFault.DatesOutOfOrder, $"{certificate.Thumbprint}: outside the certificate's own dates")
            : null;
    }

    private static RegistryRefusal? CheckStatusKey(StatusKey key) =>
        KeyLifecycle.Check(key, key.KeyId)
        ?? (PublicKey.FromSpki(key.Spki.Span).Ok ? null : new(RegistryFault.BadKeyMaterial, $"{key.KeyId}: not a public key"));
}
