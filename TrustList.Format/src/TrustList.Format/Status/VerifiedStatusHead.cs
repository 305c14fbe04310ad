using System.Security.Cryptography;
using TrustList.Format.Encoding;
using TrustList.Format.Signing;

namespace TrustList.Format.Status;

/// <summary>
/// A head that a status key of its region signed, in its one form (SPEC.md §7.8). Holding one proves that the region said
/// this; that nobody was told otherwise only the log's witnesses prove (SPEC.md §12).
/// </summary>
public sealed class VerifiedStatusHead
{
    private VerifiedStatusHead(StatusHeadClaims claims, string keyId, CoseSign1 message, ReadOnlyMemory<byte> bytes)
    {
        (Claims, KeyId, Bytes, Signature) = (claims, keyId, bytes, message.Signature);
        Hash = SHA256.HashData(message.Payload!.Value.Span);
    }

    /// <summary>What the head says.</summary>
    public StatusHeadClaims Claims { get; }

    /// <summary>The status key that signed it.</summary>
    public string KeyId { get; }

    /// <summary>SHA-256 of the payload: the head's name in its successor and in the epoch.</summary>
    public ReadOnlyMemory<byte> Hash { get; }

    /// <summary>The head as it came.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>The signature alone, as a compact head carries it.</summary>
    public ReadOnlyMemory<byte> Signature { get; }

    /// <summary>
    /// Checks a head, in the order of SPEC.md §7.8. Faults: TooLarge, Malformed, WrongType, UnknownKey, BadSignature,
    /// WrongSubject, FromTheFuture.
    /// </summary>
    /// <param name="head">The head, untrusted.</param>
    /// <param name="region">The region it must be of.</param>
    /// <param name="statusKey">The key of that id if the region's signed record allows it to sign status now; else null.</param>
    /// <param name="now">The instant of the check.</param>
    public static StatusResult<VerifiedStatusHead> Verify(
        ReadOnlyMemory<byte> head, string region, Func<string, PublicKey?> statusKey, DateTimeOffset now)
    {
        if (head.Length > Limits.StatusHeadBytes)
            return Fail(StatusFault.TooLarge, $"{head.Length} bytes, at most {Limits.StatusHeadBytes}"); // 1
        var message = CoseSign1.Parse(head);
        if (!message.Ok)
            return StatusResult<VerifiedStatusHead>.From(StatusFault.Malformed, message); // 1
        if (!string.Equals(message.Value.Headers.Type, StatusHead.MediaType, StringComparison.Ordinal))
            return Fail(StatusFault.WrongType, $"the type header is not {StatusHead.MediaType}"); // 2
        if (StatusKeyId.Read(message.Value.Headers.KeyId) is not { } keyId || message.Value.Payload is not { } payload)
            return Fail(StatusFault.Malformed, "a key id of 1 to 256 bytes of text and a payload are needed"); // 3
        if (statusKey(keyId) is not { } key)
            return Fail(StatusFault.UnknownKey, "the key id is not one of the region's status keys"); // 3
        if (!message.Value.Verify(key))
            return Fail(StatusFault.BadSignature, "not signed by the key that it names"); // 4
        var read = Read(payload);
        if (!read.Ok)
            return Fail(read.Fault, read.Detail); // 5
        if (!StatusHead.Rebuild(read.Value, keyId, key.Algorithm, message.Value.Signature).AsSpan().SequenceEqual(head.Span))
            return Fail(StatusFault.Malformed, "not in the one form of a head"); // 5
        if (!string.Equals(read.Value.Region, region, StringComparison.Ordinal))
            return Fail(StatusFault.WrongSubject, "the head of another region"); // 6
        return read.Value.IssuedAt > now + VerifiedStatusList.ClockSkew
            ? Fail(StatusFault.FromTheFuture, "issued later than now") // 7
            : StatusResult<VerifiedStatusHead>.Of(new VerifiedStatusHead(read.Value, keyId, message.Value, head));
    }

    /// <summary>Whether this head comes directly after another, or is the first where there is none.</summary>
    public bool Follows(VerifiedStatusHead? before) =>
        before is null
            ? Claims.Version == 1
            : Claims.Version == before.Claims.Version + 1 && Claims.Previous.Span.SequenceEqual(before.Hash.Span);

    private static StatusResult<StatusHeadClaims> Read(ReadOnlyMemory<byte> payload)
    {
        var parsed = CborClaims.Parse(payload);
        if (!parsed.Ok)
            return StatusResult<StatusHeadClaims>.From(StatusFault.Malformed, parsed);
        var claims = parsed.Value;
        var read = new StatusHeadClaims(
            claims.Text(StatusHeadClaims.RegionLabel, LiveStatusRules.RegionDigits),
            claims.Integer(StatusHeadClaims.VersionLabel, 1, long.MaxValue),
            claims.Instant(StatusHeadClaims.IssuedAtLabel),
            (int)claims.Integer(StatusHeadClaims.BlocksLabel, 0, Limits.StatusBlocks),
            claims.Bytes(StatusHeadClaims.StateRootLabel, Log.MerkleTree.HashBytes, Log.MerkleTree.HashBytes),
            claims.Bytes(StatusHeadClaims.PreviousLabel, Log.MerkleTree.HashBytes, Log.MerkleTree.HashBytes));
        return (claims.Fault ?? read.BrokenRule) is { } fault
            ? StatusResult<StatusHeadClaims>.Fail(StatusFault.Malformed, fault)
            : StatusResult<StatusHeadClaims>.Of(read);
    }

    private static StatusResult<VerifiedStatusHead> Fail(StatusFault fault, string detail) => StatusResult<VerifiedStatusHead>.Fail(fault, detail);
}
