using TrustList.Format.Signing;

namespace TrustList.Format.Status;

/// <summary>The signed form of a live answer: a CWT by the region's status key (SPEC.md §7.6).</summary>
public static class LiveAssertion
{
    /// <summary>The longest life.</summary>
    public static readonly TimeSpan MaxLife = TimeSpan.FromMinutes(10);

    /// <summary>The most bytes of an assertion.</summary>
    public const int MaxBytes = Encoding.Limits.LiveAssertionBytes;

    /// <summary>The type in its protected header: keeps it apart from a status list of the same key.</summary>
    public const string MediaType = "application/vnd.federation.live-status+cwt";

    /// <summary>Signs an answer.</summary>
    /// <exception cref="ArgumentException">The claims break a rule of SPEC.md §7.6.</exception>
    public static byte[] Sign(LiveStatusClaims claims, ISigner signer, string keyId)
    {
        if (LiveStatusRules.Broken(claims) is { } broken)
            throw new ArgumentException(broken.Detail, nameof(claims));
        var headers = new CoseHeaders { KeyId = StatusKeyId.Write(keyId), Type = MediaType };
        return CoseSign1.Sign(signer, headers, LiveStatusCwt.Write(claims), tagged: true);
    }

    /// <summary>Checks an answer to a question, in the order of SPEC.md §7.6.</summary>
    /// <param name="assertion">The answer as it came.</param>
    /// <param name="question">What was asked.</param>
    /// <param name="statusKey">The key of that id if the region's signed record allows it to sign status now; else null.</param>
    /// <param name="now">The instant of the check.</param>
    public static StatusResult<LiveStatus> Verify(
        ReadOnlyMemory<byte> assertion, LiveStatusQuestion question, Func<string, PublicKey?> statusKey, DateTimeOffset now)
    {
        var answer = Read(assertion, statusKey);
        return answer.Ok && Mismatch(answer.Value.Claims, question, question.Nonce, now) is { } mismatch ? Fail(mismatch.Fault, mismatch.Detail) : answer;
    }

    /// <summary>
    /// Checks an answer to somebody's question of a while ago: all but the nonce, which only who asked can compare. It says what
    /// the region said then, and that it may be relied on still.
    /// </summary>
    /// <param name="assertion">The answer as it was kept.</param>
    /// <param name="question">What it is to be about; its nonce is not looked at.</param>
    /// <param name="statusKey">The key of that id if the region's signed record allows it to sign status now; else null.</param>
    /// <param name="now">The instant of the check.</param>
    public static StatusResult<LiveStatus> VerifyKept(
        ReadOnlyMemory<byte> assertion, LiveStatusQuestion question, Func<string, PublicKey?> statusKey, DateTimeOffset now)
    {
        var answer = Read(assertion, statusKey);
        return answer.Ok && Mismatch(answer.Value.Claims, question, null, now) is { } mismatch ? Fail(mismatch.Fault, mismatch.Detail) : answer;
    }

    private static StatusResult<LiveStatus> Read(ReadOnlyMemory<byte> assertion, Func<string, PublicKey?> statusKey)
    {
        if (assertion.Length > MaxBytes)
            return Fail(StatusFault.Malformed, $"{assertion.Length} bytes, at most {MaxBytes}");
        var message = CoseSign1.Parse(assertion);
        if (!message.Ok)
            return StatusResult<LiveStatus>.From(StatusFault.Malformed, message); // 1
        if (!string.Equals(message.Value.Headers.Type, MediaType, StringComparison.Ordinal))
            return Fail(StatusFault.WrongType, $"the type header is not {MediaType}"); // 2
        if (StatusKeyId.Read(message.Value.Headers.KeyId) is not { } keyId || statusKey(keyId) is not { } key)
            return Fail(StatusFault.UnknownKey, "the key id is not one of the region's status keys"); // 3
        if (message.Value.Payload is not { } payload || !message.Value.Verify(key))
            return Fail(StatusFault.BadSignature, "not signed by the key that it names"); // 4
        var claims = LiveStatusCwt.Read(payload);
        return claims.Ok ? StatusResult<LiveStatus>.Of(new LiveStatus(claims.Value, keyId, assertion)) : Fail(claims.Fault, claims.Detail); // 5
    }

    /// <summary>
    /// What an answer claims, its signature unchecked: for a wallet, which has no trust list to check it by. Never to be relied on.
    /// </summary>
    internal static LiveStatusClaims? Unverified(ReadOnlyMemory<byte> assertion) =>
        assertion.Length <= MaxBytes && CoseSign1.Parse(assertion) is { Ok: true, Value: { Headers.Type: MediaType, Payload: { } payload } }
            && LiveStatusCwt.Read(payload) is { Ok: true, Value: var claims } ? claims : null;

    private static (StatusFault Fault, string Detail)? Mismatch(
        LiveStatusClaims claims, LiveStatusQuestion question, ReadOnlyMemory<byte>? nonce, DateTimeOffset now) =>
        !string.Equals(claims.Region, question.Region, StringComparison.Ordinal) ? (StatusFault.WrongSubject, "another region answers") // 6
        : !string.Equals(claims.StatusUri, question.StatusUri, StringComparison.Ordinal) ? (StatusFault.WrongSubject, "another list is meant") // 6
        : claims.Index != question.Index ? (StatusFault.WrongSubject, "another index is meant") // 6
        : nonce is { } asked && !claims.Nonce.Span.SequenceEqual(asked.Span) ? (StatusFault.WrongNonce, "another question is answered") // 7
        : claims.IssuedAt > now + VerifiedStatusList.ClockSkew ? (StatusFault.FromTheFuture, "issued later than now") // 8
        : claims.Expires <= now ? (StatusFault.Expired, "expired") // 9
        : null;

    private static StatusResult<LiveStatus> Fail(StatusFault fault, string detail) => StatusResult<LiveStatus>.Fail(fault, detail);
}
