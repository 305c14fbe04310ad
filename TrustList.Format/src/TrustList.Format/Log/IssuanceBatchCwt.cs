using System.Formats.Cbor;
using TrustList.Format.Encoding;
using TrustList.Format.Status;

namespace TrustList.Format.Log;

/// <summary>The claims set of an issuance batch (SPEC.md §13.2).</summary>
internal static class IssuanceBatchCwt
{
    private const int Issuer = 1, IssuedAt = 6, Number = -65_537, Leaves = -65_544, Root = -65_545, Previous = -65_546, Assigned = -65_547;

    public static byte[] Write(IssuanceBatchClaims claims)
    {
        var writer = new CborWriter(CborConformanceMode.Canonical, convertIndefiniteLengthEncodings: true);
        writer.WriteStartMap(null);
        Label(writer, Issuer).WriteTextString(claims.Region);
        Label(writer, IssuedAt).WriteInt64(NumericDate.Of(claims.IssuedAt));
        Label(writer, Number).WriteInt64(claims.Number);
        Label(writer, Leaves).WriteInt32(claims.Leaves);
        Label(writer, Root).WriteByteString(claims.Root.Span);
        Label(writer, Previous).WriteByteString(claims.Previous.Span);
        Label(writer, Assigned).WriteInt32(claims.Leaves);
        writer.WriteEndMap();
        return writer.Encode();
    }

    public static StatusResult<IssuanceBatchClaims> Read(ReadOnlyMemory<byte> payload)
    {
        var map = CborClaims.Parse(payload);
        if (!map.Ok)
            return StatusResult<IssuanceBatchClaims>.From(StatusFault.Malformed, map);
        var claims = map.Value;
        var assigned = claims.Integer(Assigned, 0, long.MaxValue);
        var read = new IssuanceBatchClaims(
            claims.Text(Issuer, 6),
            claims.Integer(Number, 1, long.MaxValue),
            claims.Instant(IssuedAt),
            (int)claims.Integer(Leaves, 1, Limits.IssuanceBatchLeaves),
            claims.Bytes(Root, MerkleTree.HashBytes, MerkleTree.HashBytes),
            claims.Bytes(Previous, MerkleTree.HashBytes, MerkleTree.HashBytes));
        var fault = claims.Fault
            ?? (assigned == read.Leaves ? null : $"{assigned} indices were given out, {read.Leaves} licences are logged")
            ?? IssuanceBatchRules.Broken(read);
        return fault is null
            ? StatusResult<IssuanceBatchClaims>.Of(read)
            : StatusResult<IssuanceBatchClaims>.Fail(StatusFault.Malformed, fault);
    }

    private static CborWriter Label(CborWriter writer, int label)
    {
        writer.WriteInt32(label);
        return writer;
    }
}
