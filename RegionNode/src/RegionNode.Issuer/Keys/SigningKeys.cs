using System.Security.Cryptography.X509Certificates;
using RegionNode.Issuer.Storage;
using TrustList.Format.Registry;
using ISigner = TrustList.Format.Signing.ISigner;
using PublicKey = TrustList.Format.Signing.PublicKey;

namespace RegionNode.Issuer.Keys;

/// <summary>
/// Which of the node's keys may sign at an instant, by the newest issuers.json that the hub admitted: what verifiers
/// cannot know yet signs nothing. A key that is lost signs nothing either, from when the node knows it: by a newer
/// issuers.json that the hub has not seen yet, or by an emergency notice.
/// </summary>
internal sealed class SigningKeys(IDurableStore store, NodeKeys keys, KnownNotices notices)
{
    /// <summary>What <see cref="Windows"/> calls a document signer.</summary>
    internal const string DocumentSignerKind = "the document signer";

    private const string StateOrProvince = "2.5.4.8";
    private volatile Admitted? cached;
    private volatile Known standing = new(0, null);

    /// <summary>The document signer to use now: of several whose window is open, the one that opened last.</summary>
    internal SigningCertificate? DocumentSigner(string docType, DateTimeOffset now) =>
        (Current()?.Certificates ?? [])
            .Where(own => KeyLifecycle.MaySign(own.Certificate, now) && own.Certificate.DocTypes.Contains(docType) && !IsLost(own.Certificate.Thumbprint, now))
            .MaxBy(own => own.Certificate.SignFrom);

    /// <summary>The status key to use now: of several whose window is open, the one that opened last.</summary>
    internal StatusSigner? StatusKey(DateTimeOffset now) =>
        (Current()?.StatusKeys ?? [])
            .Where(own => KeyLifecycle.MaySign(own.Record, now) && !IsLost(own.Record.KeyId, now))
            .MaxBy(own => own.Record.SignFrom) is { } best
            ? new StatusSigner(best.Signer, best.Record.KeyId)
            : null;

    /// <summary>The region's status key of that name, whatever became of it; null where the region's record has none.</summary>
    internal PublicKey? StatusKeyNamed(string keyId) =>
        Standing()?.FindStatusKey(keyId) is { } record && PublicKey.FromSpki(record.Spki.Span) is { Ok: true } key ? key.Value : null;

    /// <summary>The signing windows of the node's own keys that are not lost, by kind.</summary>
    internal IReadOnlyList<(string Kind, DateTimeOffset SignFrom, DateTimeOffset SignUntil)> Windows() => Current() is not { } admitted ? [] :
    [
        .. admitted.Certificates.Select(own => (DocumentSignerKind, (IKeyRecord)own.Certificate))
            .Concat(admitted.StatusKeys.Select(own => ("the status key", (IKeyRecord)own.Record)))
            .Where(own => own.Item2.History.All(step => step.State < KeyState.Retiring || step.Since >= own.Item2.SignUntil))
            .Select(own => (own.Item1, own.Item2.SignFrom, own.Item2.SignUntil)),
    ];

    private bool IsLost(string key, DateTimeOffset now)
    {
        if (notices.IsUnderNotice(key, now))
            return true;
        IKeyRecord? record = Standing() is not { } issuers ? null : issuers.Find(key) is { } certificate ? certificate : issuers.FindStatusKey(key);
        return record is not null && KeyLifecycle.StateAt(record, now) == KeyState.Compromised;
    }

    private IssuersDocument? Standing()
    {
        if (store.Read(RegionTables.StandingVersion) is not { } version)
            return null;
        var known = standing;
        if (known.Version != version)
            standing = known = new(version, Issuers(version));
        return known.Issuers;
    }

    private IssuersDocument Issuers(long version) =>
        IssuersDocument.Read(store.Read(db => RegionTables.Issuers(db, version))).Value; // Read once before it was stored.

    private Admitted? Current()
    {
        if (store.Read(RegionTables.AdmittedVersion) is not { } version)
            return null;
        var known = cached;
        if (known?.Version == version)
            return known;
        var issuers = Issuers(version);
        return cached = new Admitted(version, [.. issuers.Certificates.Select(Own).OfType<SigningCertificate>()], [.. issuers.StatusKeys.Select(Own).OfType<OwnStatusKey>()]);
    }

    private OwnStatusKey? Own(StatusKey record) =>
        PublicKey.FromSpki(record.Spki.Span) is { Ok: true, Value: var key } && keys.StatusKey(key) is { } signer ? new(signer, record) : null;

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

    private sealed record Known(long Version, IssuersDocument? Issuers);

    private sealed record Admitted(long Version, IReadOnlyList<SigningCertificate> Certificates, IReadOnlyList<OwnStatusKey> StatusKeys);

    private sealed record OwnStatusKey(ISigner Signer, StatusKey Record);
}
