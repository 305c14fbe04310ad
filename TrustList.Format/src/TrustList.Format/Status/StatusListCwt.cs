using System.Formats.Cbor;
using TrustList.Format.Encoding;
using TrustList.Format.Signing;

namespace TrustList.Format.Status;

/// <summary>The CWT form of a status list token (Token Status List §5.2; SPEC.md §7.4).</summary>
internal static class StatusListCwt
{
    private const int Subject = 2, Expires = 4, IssuedAt = 6, StatusListClaim = 65_533, Ttl = 65_534;
    /// <summary>Our private claim, from the range for private use (RFC 8392 §9.1.1: below -65536).</summary>
    private const int ListVersion = -65_537;

    public static StatusResult<StatusListToken> Read(ReadOnlyMemory<byte> cwt)
    {
        if (cwt.Length > Limits.StatusTokenBytes)
            return Fail($"{cwt.Length} bytes, at most {Limits.StatusTokenBytes}");
        var message = CoseSign1.Parse(cwt);
        if (!message.Ok)
            return StatusResult<StatusListToken>.From(StatusFault.Malformed, message);
        if (!string.Equals(message.Value.Headers.Type, StatusListToken.CwtMediaType, StringComparison.Ordinal))
            return StatusResult<StatusListToken>.Fail(StatusFault.WrongType, $"the type header is not {StatusListToken.CwtMediaType}");
        if (message.Value.Payload is not { } payload)
            return Fail("the content is detached");
        var claims = CborClaims.Parse(payload);
        return claims.Ok ? Read(message.Value, claims.Value) : StatusResult<StatusListToken>.From(StatusFault.Malformed, claims);
    }

    public static byte[] Write(StatusList list, StatusListClaims claims, ISigner signer, string keyId)
    {
        var writer = new CborWriter(CborConformanceMode.Canonical, convertIndefiniteLengthEncodings: true);
        writer.WriteStartMap(null);
        Label(writer, Subject).WriteTextString(claims.Uri);
        Label(writer, IssuedAt).WriteInt64(NumericDate.Of(claims.IssuedAt));
        if (claims.Expires is { } end)
            Label(writer, Expires).WriteInt64(NumericDate.Of(end));
        if (claims.Ttl is { } ttl)
            Label(writer, Ttl).WriteInt64((long)ttl.TotalSeconds);
        if (claims.ListVersion > 0)
            Label(writer, ListVersion).WriteInt64(claims.ListVersion);
        Label(writer, StatusListClaim).WriteStartMap(null);
        writer.WriteTextString("bits");
        writer.WriteInt32(list.Bits);
        writer.WriteTextString("lst");
        writer.WriteByteString(list.Deflate());
        if (claims.AggregationUri is { } aggregation)
        {
            writer.WriteTextString("aggregation_uri");
            writer.WriteTextString(aggregation);
        }
        writer.WriteEndMap();
        writer.WriteEndMap();
        var headers = new CoseHeaders { KeyId = StatusKeyId.Write(keyId), Type = StatusListToken.CwtMediaType };
        return CoseSign1.Sign(signer, headers, writer.Encode(), tagged: true);
    }

    private static StatusResult<StatusListToken> Read(CoseSign1 message, CborClaims claims)
    {
        var list = claims.Map(StatusListClaim);
        var read = new StatusListClaims(
            claims.Text(Subject, StatusListClaims.UriCharacters),
            claims.Instant(IssuedAt),
            claims.OptionalInstant(Expires),
            claims.OptionalInteger(Ttl, 1, StatusListClaims.TtlSeconds) is { } ttl ? TimeSpan.FromSeconds(ttl) : null,
            list.OptionalText("aggregation_uri", StatusListClaims.UriCharacters),
            claims.OptionalInteger(ListVersion, 1, long.MaxValue) ?? 0);
        var bits = (int)list.Integer("bits", 1, 8);
        var compressed = list.Bytes("lst", 1, Limits.StatusTokenBytes);
        if (claims.Fault is { } fault)
            return Fail(fault);
        return StatusKeyId.Read(message.Headers.KeyId) is { } keyId
            ? StatusListToken.Checked(read, bits, compressed, keyId, key => message.Verify(key))
            : Fail("a key id of 1 to 256 bytes of text is needed");
    }

    private static CborWriter Label(CborWriter writer, int label)
    {
        writer.WriteInt32(label);
        return writer;
    }

    private static StatusResult<StatusListToken> Fail(string detail) => StatusResult<StatusListToken>.Fail(StatusFault.Malformed, detail);
}
