using TrustList.Format.Registry;
using TrustList.Format.Signing;
using TrustList.Format.Status;
using TrustList.Format.Verification;

namespace TrustHub.Admission;

/// <summary>The status keys of a region at one instant, and why a token was not accepted with them.</summary>
internal sealed class StatusKeyRing(IssuersDocument issuers, PolicyDocument policy, NoticeBoard notices, DateTimeOffset now)
{
    private StatusKey? _named;
    private bool _offList;

    /// <summary>The key, where it may sign now and no notice is in force on it.</summary>
    public PublicKey? Find(string keyId)
    {
        _named = issuers.FindStatusKey(keyId);
        if (_named is null || !KeyLifecycle.MaySign(_named, now) || Notice is not null
            || PublicKey.FromSpki(_named.Spki.Span) is not { Ok: true, Value: var key })
            return null;
        _offList = !policy.Algorithms.Contains(key.Algorithm.ToString());
        return _offList ? null : key;
    }

    private KeyNotice? Notice => _named is null ? null : notices.OfKey(issuers.Region, _named.KeyId, now);

    /// <summary>The fault of the hub's list for the fault of a token.</summary>
    public Refused Refusal(string form, StatusFault fault, string detail) => fault switch
    {
        StatusFault.UnknownKey when _named is null =>
            new(AdmissionFault.StatusKeyUnknown, $"{form}: not signed with a status key of region {issuers.Region}"),
        StatusFault.UnknownKey when _offList => new(AdmissionFault.AlgorithmNotAllowed, $"{form}: the policy does not allow the status key's algorithm"),
        StatusFault.UnknownKey =>
            new(AdmissionFault.StatusKeyNotActive, $"{form}: the status key is {(Notice is null ? KeyLifecycle.StateAt(_named, now)?.ToString() ?? "not published" : "under an emergency notice")} now"),
        StatusFault.BadSignature => new(AdmissionFault.BadSignature, $"{form}: the signature does not verify"),
        StatusFault.WrongSubject => new(AdmissionFault.BadStatusUri, $"{form}: the subject is not the list's address"),
        StatusFault.FromTheFuture => new(AdmissionFault.FromTheFuture, $"{form}: issued after now"),
        StatusFault.Expired => new(AdmissionFault.Expired, $"{form}: expired"),
        _ => new(AdmissionFault.Malformed, $"{form}: {fault}: {detail}"),
    };
}
