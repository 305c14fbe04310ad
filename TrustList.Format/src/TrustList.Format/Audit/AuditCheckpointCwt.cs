using System.Formats.Cbor;
using TrustList.Format.Registry;
using TrustList.Format.Status;

namespace TrustList.Format.Audit;

/// <summary>The claims set of an audit checkpoint (SPEC.md §15.2).</summary>
internal static class AuditCheckpointCwt
{
    private const int Issuer = 1, IssuedAt = 6, Seq = -65_570, Hash = -65_571, First = -65_572;

    /// <summary>The first rule broken; null when none is.</summary>
    public static string? Broken(AuditCheckpointClaims claims) =>
        !RegionCode.IsValid(claims.Region) ? "the region is not six digits"
        : claims.Seq < 1 ? "numbers begin at 1"
        : claims.Hash.Length != AuditEntry.HashBytes ? "a hash has 32 bytes"
        : claims.First is { } first && (first < 1 || first > claims.Seq) ? "the first entry comes after the last"
        : null;

    public static byte[] Write(AuditCheckpointClaims claims)
    {
        var writer = new CborWriter(CborConformanceMode.Canonical, convertIndefiniteLengthEncodings: true);
        writer.WriteStartMap(null);
        writer.WriteInt32(Issuer);
        writer.WriteTextString(claims.Region);
        writer.WriteInt32(IssuedAt);
        writer.WriteInt64(NumericDate.Of(claims.IssuedAt));
        writer.WriteInt32(Seq);
        writer.WriteInt64(claims.Seq);
        writer.WriteInt32(Hash);
        writer.WriteByteString(claims.Hash.Span);
        if (claims.First is { } first)
        {
            writer.WriteInt32(First);
            writer.WriteInt64(first);
        }
        writer.WriteEndMap();
        return writer.Encode();
    }

    public static StatusResult<AuditCheckpointClaims> Read(ReadOnlyMemory<byte> payload)
    {
        var map = CborClaims.Parse(payload);
        if (!map.Ok)
            return StatusResult<AuditCheckpointClaims>.From(StatusFault.Malformed, map);
        var claims = map.Value;
        var read = new AuditCheckpointClaims(
            claims.Text(Issuer, 6), claims.Instant(IssuedAt), claims.Integer(Seq, 1, long.MaxValue),
            claims.Bytes(Hash, AuditEntry.HashBytes, AuditEntry.HashBytes), claims.OptionalInteger(First, 1, long.MaxValue));
        return (claims.Fault ?? Broken(read) ?? (Write(read).AsSpan().SequenceEqual(payload.Span) ? null : "not in the one form")) is { } fault
            ? StatusResult<AuditCheckpointClaims>.Fail(StatusFault.Malformed, fault)
            : StatusResult<AuditCheckpointClaims>.Of(read);
    }
}
