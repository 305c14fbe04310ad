using TrustList.Format.Encoding;
using TrustList.Format.Signing;
using TrustList.Format.Status;

namespace TrustList.Format.Disputes;

/// <summary>
/// An answer that a home region signed (SPEC.md §15.6). Holding one proves: a status key of the dispute's home region answered this
/// very dispute, to the region that reported it.
/// </summary>
public sealed class DisputeAnswer
{
    /// <summary>The type in its protected header: keeps it apart from what else that key signs.</summary>
    public const string MediaType = "application/vnd.federation.dispute-answer+cwt";

    private DisputeAnswer(DisputeAnswerClaims claims, string keyId) => (Claims, KeyId) = (claims, keyId);

    /// <summary>What the home region says.</summary>
    public DisputeAnswerClaims Claims { get; }

    /// <summary>The status key that signed it.</summary>
    public string KeyId { get; }

    /// <summary>Signs an answer.</summary>
    /// <exception cref="ArgumentException">The claims break a rule of SPEC.md §15.6.</exception>
    public static byte[] Sign(DisputeAnswerClaims claims, ISigner signer, string keyId)
    {
        if (claims.Broken() is { } broken)
            throw new ArgumentException(broken, nameof(claims));
        return RegionStatement.Sign(MediaType, DisputeCwt.Write(claims), signer, keyId);
    }

    /// <summary>What an answer says, nothing of it proved: for one that was checked before, or to look at; null where it is none.</summary>
    public static DisputeAnswerClaims? Unverified(ReadOnlyMemory<byte> answer) =>
        answer.Length <= Limits.DisputeBytes && CoseSign1.Parse(answer) is { Ok: true, Value.Payload: { } payload } && DisputeCwt.ReadAnswer(payload) is { Ok: true, Value: var claims }
            ? claims
            : null;

    /// <summary>Checks an answer to a dispute, in the order of SPEC.md §15.6.</summary>
    /// <param name="answer">As it came; it must not change afterwards.</param>
    /// <param name="dispute">What was reported.</param>
    /// <param name="statusKey">The home region's key of that id where it may count; else null.</param>
    /// <param name="now">The instant of the check.</param>
    public static StatusResult<DisputeAnswer> Verify(
        ReadOnlyMemory<byte> answer, DisputeClaims dispute, Func<string, PublicKey?> statusKey, DateTimeOffset now)
    {
        var statement = RegionStatement.Read(answer, MediaType, Limits.DisputeBytes);
        if (!statement.Ok)
            return Fail(statement.Fault, statement.Detail);
        var read = DisputeCwt.ReadAnswer(statement.Value.Payload);
        if (!read.Ok)
            return Fail(read.Fault, read.Detail);
        var key = statement.Value.Check(statusKey);
        if (!key.Ok)
            return Fail(key.Fault, key.Detail);
        var claims = read.Value;
        return claims.Home != dispute.Home || claims.Reporting != dispute.Reporting ? Fail(StatusFault.WrongSubject, "between other regions")
            : !claims.DisputeHash.Span.SequenceEqual(DisputeRecord.HashOf(dispute).Span) ? Fail(StatusFault.WrongSubject, "another dispute is answered")
            : claims.At > now + VerifiedStatusList.ClockSkew ? Fail(StatusFault.FromTheFuture, "answered later than now")
            : StatusResult<DisputeAnswer>.Of(new DisputeAnswer(claims, key.Value));
    }

    private static StatusResult<DisputeAnswer> Fail(StatusFault fault, string detail) => StatusResult<DisputeAnswer>.Fail(fault, detail);
}
