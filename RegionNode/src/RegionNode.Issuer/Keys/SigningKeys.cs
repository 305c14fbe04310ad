using System.Security.Cryptography.X509Certificates;
using RegionNode.Issuer.Storage;
using TrustList.Format.Registry;
using PublicKey = TrustList.Format.Signing.PublicKey;

namespace RegionNode.Issuer.Keys;

/// <summary>
/// Which of the node's keys may sign at an instant, by the newest issuers.json that the hub admitted: what verifiers
/// cannot know yet signs nothing.
/// </summary>
internal sealed class SigningKeys(IDurableStore store, NodeKeys keys)
{
    private const string StateOrProvince = "2.5.4.8";
    private volatile Admitted? cached;

    /// <summary>The document signer to use now: of several whose window is open, the one that opened last.</summary>
    internal SigningCertificate? DocumentSigner(string docType, DateTimeOffset now) =>
        (Current()?.Certificates ?? [])
            .Where(own => KeyLifecycle.MaySign(own.Certificate, now) && own.Certificate.DocTypes.Contains(docType))
            .MaxBy(own => own.Certificate.SignFrom);

    /// <summary>The status key's name in issuers.json, when it may sign now.</summary>
    internal string? StatusKeyId(DateTimeOffset now) =>
        Current()?.StatusKey is { } key && KeyLifecycle.MaySign(key, now) ? key.KeyId : null;

    private Admitted? Current()
    {
        if (store.Read(RegionTables.AdmittedVersion) is not { } version)
            return null;
        var known = cached;
        if (known?.Version == version)
            return known;
        var issuers = IssuersDocument.Read(store.Read(db => RegionTables.Issuers(db, version))).Value; // Read once before it was stored.
        return cached = new Admitted(version, [.. issuers.Certificates.Select(Own).OfType<SigningCertificate>()], StatusKey(issuers));
    }

    private StatusKey? StatusKey(IssuersDocument issuers) =>
        issuers.StatusKeys.LastOrDefault(key => key.Spki.Span.SequenceEqual(keys.Status.PublicKey.SubjectPublicKeyInfo.Span));

    private SigningCertificate? Own(IssuerCertificate record)
    {
        if (record.Role != CertificateRole.DocumentSigner)
            return null;
        using var certificate = X509CertificateLoader.LoadCertificate(record.Der.Span);
        var key = PublicKey.FromSpki(certificate.PublicKey.ExportSubjectPublicKeyInfo());
        if (!key.Ok || keys.DocumentSigner(key.Value) is not { } signer)
            return null;
        var state = certificate.SubjectName.EnumerateRelativeDistinguishedNames()
            .FirstOrDefault(part => part.GetSingleElementType().Value == StateOrProvince)?.GetSingleElementValue();
        return new SigningCertificate(signer, record, state);
    }

    private sealed record Admitted(long Version, IReadOnlyList<SigningCertificate> Certificates, StatusKey? StatusKey);
}
