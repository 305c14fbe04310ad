using System.Security.Cryptography;
using TrustList.Format.Encoding;
using TrustList.Format.Signing;
using TrustList.Format.Status;

namespace TrustList.Format.Disputes;

/// <summary>
/// A dispute that a region signed (SPEC.md §15.5). Holding one proves: a status key of the reporting region signed it, and it was
/// not from the future. Not that the claim is true, nor for which region's eyes it is.
/// </summary>
public sealed class DisputeRecord
{
    /// <summary>The type in its protected header: keeps it apart from what else that key signs.</summary>
    public const string MediaType = "application/vnd.federation.dispute+cwt";

    private DisputeRecord(DisputeClaims claims, string keyId, ReadOnlyMemory<byte> hash, ReadOnlyMemory<byte> bytes) =>
        (Claims, KeyId, Hash, Bytes) = (claims, keyId, hash, bytes);

    /// <summary>What is reported.</summary>
    public DisputeClaims Claims { get; }

    /// <summary>The status key that signed it.</summary>
    public string KeyId { get; }

    /// <summary>SHA-256 of its payload: what the answer names, whoever signed it again.</summary>
    public ReadOnlyMemory<byte> Hash { get; }

    /// <summary>As it came.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Signs a dispute.</summary>
    /// <exception cref="ArgumentException">The claims break a rule of SPEC.md §15.5.</exception>
    public static byte[] Sign(DisputeClaims claims, ISigner signer, string keyId)
    {
        if (claims.Broken() is { } broken)
            throw new ArgumentException(broken, nameof(claims));
        return RegionStatement.Sign(MediaType, DisputeCwt.Write(claims), signer, keyId);
    }

    /// <summary>The hash of the dispute with these claims.</summary>
    public static ReadOnlyMemory<byte> HashOf(DisputeClaims claims) => SHA256.HashData(DisputeCwt.Write(claims));

    /// <summary>What a record says, nothing of it proved: for a record that was checked before, or to look at; null where it is none.</summary>
    public static DisputeClaims? Unverified(ReadOnlyMemory<byte> record) =>
        record.Length <= Limits.DisputeBytes && CoseSign1.Parse(record) is { Ok: true, Value.Payload: { } payload } && DisputeCwt.ReadClaims(payload) is { Ok: true, Value: var claims }
            ? claims
            : null;

    /// <summary>Checks a dispute, in the order of SPEC.md §15.5.</summary>
    /// <param name="record">As it came; it must not change afterwards.</param>
    /// <param name="statusKey">The key of a region and id where it may count; else null.</param>
    /// <param name="now">The instant of the check.</param>
    public static StatusResult<DisputeRecord> Verify(ReadOnlyMemory<byte> record, Func<string, string, PublicKey?> statusKey, DateTimeOffset now)
    {
        var statement = RegionStatement.Read(record, MediaType, Limits.DisputeBytes);
        if (!statement.Ok)
            return Fail(statement.Fault, statement.Detail);
        var read = DisputeCwt.ReadClaims(statement.Value.Payload);
        if (!read.Ok)
            return Fail(read.Fault, read.Detail);
        // The claims name the region; they count only once its key has signed them.
        var claims = read.Value;
        var key = statement.Value.Check(keyId => statusKey(claims.Reporting, keyId));
        if (!key.Ok)
            return Fail(key.Fault, key.Detail);
        return claims.At > now + VerifiedStatusList.ClockSkew
            ? Fail(StatusFault.FromTheFuture, "reported later than now")
            : StatusResult<DisputeRecord>.Of(new DisputeRecord(claims, key.Value, SHA256.HashData(statement.Value.Payload.Span), record));
    }

    private static StatusResult<DisputeRecord> Fail(StatusFault fault, string detail) => StatusResult<DisputeRecord>.Fail(fault, detail);
}
