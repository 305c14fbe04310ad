using TrustList.Format.Signing;

namespace TrustList.Format.Status;

/// <summary>
/// A status list that may be relied on. Holding one proves: a key that the region's signed record allows signed it;
/// its <c>sub</c> is the uri it was asked for by; it was not from the future and not expired when it was verified
/// (<see cref="IsExpiredAt"/> for later); it inflated within its limit. How old it may be for a purpose is policy.
/// </summary>
public sealed class VerifiedStatusList
{
    private VerifiedStatusList(StatusListClaims claims, StatusList list, string keyId) => (Claims, List, KeyId) = (claims, list, keyId);

    /// <summary>How far the issuer's clock may be ahead of the verifier's.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(60);

    /// <summary>The uri that licences name.</summary>
    public string Uri => Claims.Uri;

    /// <summary>What the token claims.</summary>
    public StatusListClaims Claims { get; }

    /// <summary>The list.</summary>
    public StatusList List { get; }

    /// <summary>The status key that signed it.</summary>
    public string KeyId { get; }

    /// <summary>Checks the CWT form, in the order of SPEC.md §7.5.</summary>
    /// <param name="cwt">The token as it came.</param>
    /// <param name="expectedUri">The uri that the licence names, or under which it was fetched.</param>
    /// <param name="statusKey">The key of that id if the region's signed record allows it to sign status now; else null.</param>
    /// <param name="now">The instant of the check.</param>
    public static StatusResult<VerifiedStatusList> Verify(
        ReadOnlyMemory<byte> cwt, string expectedUri, Func<string, PublicKey?> statusKey, DateTimeOffset now) =>
        Check(StatusListToken.ReadCwt(cwt), expectedUri, statusKey, now);

    /// <summary>Checks the JWT form; see <see cref="Verify"/>.</summary>
    public static StatusResult<VerifiedStatusList> VerifyJwt(
        string jwt, string expectedUri, Func<string, PublicKey?> statusKey, DateTimeOffset now) =>
        Check(StatusListToken.ReadJwt(jwt), expectedUri, statusKey, now);

    /// <summary>The status of an index; null outside the list, which is an error and never "valid".</summary>
    public StatusValue? StatusOf(long index) => List.TryGet(index, out var entry) ? StatusValues.FromEntry(entry) : null;

    /// <summary>How old the list is; zero where the issuer's clock is ahead.</summary>
    public TimeSpan AgeAt(DateTimeOffset now) => now > Claims.IssuedAt ? now - Claims.IssuedAt : TimeSpan.Zero;

    /// <summary>Whether its own expiry has passed.</summary>
    public bool IsExpiredAt(DateTimeOffset now) => Claims.Expires is { } end && now >= end;

    /// <summary>Whether this list may take the place of another: the same uri and a higher version.</summary>
    public bool Supersedes(VerifiedStatusList? other) =>
        other is null || (string.Equals(Uri, other.Uri, StringComparison.Ordinal) && Claims.ListVersion > other.Claims.ListVersion);

    // The steps of SPEC.md §7.5. The list is expanded last, when all else is known to be the region's word.
    private static StatusResult<VerifiedStatusList> Check(
        StatusResult<StatusListToken> read, string expectedUri, Func<string, PublicKey?> statusKey, DateTimeOffset now)
    {
        if (!read.Ok)
            return Fail(read.Fault, read.Detail); // 1
        var (token, claims) = (read.Value, read.Value.Claims);
        if (statusKey(token.KeyId) is not { } key)
            return Fail(StatusFault.UnknownKey, "the key id is not one of the region's status keys"); // 2
        if (!token.IsSignedBy(key))
            return Fail(StatusFault.BadSignature, "not signed by the key that it names"); // 3
        if (!string.Equals(claims.Uri, expectedUri, StringComparison.Ordinal))
            return Fail(StatusFault.WrongSubject, "the subject is not the uri asked for"); // 4
        if (claims.IssuedAt > now + ClockSkew)
            return Fail(StatusFault.FromTheFuture, "issued later than now"); // 5
        if (claims.Expires <= now)
            return Fail(StatusFault.Expired, "expired"); // 6
        var list = token.Inflate();
        return list.Ok
            ? StatusResult<VerifiedStatusList>.Of(new VerifiedStatusList(claims, list.Value, token.KeyId))
            : StatusResult<VerifiedStatusList>.From(StatusFault.BadList, list); // 7
    }

    private static StatusResult<VerifiedStatusList> Fail(StatusFault fault, string detail) => StatusResult<VerifiedStatusList>.Fail(fault, detail);
}
