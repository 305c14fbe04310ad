using System.Text.Json.Nodes;
using TrustList.Format.Encoding;
using TrustList.Format.Signing;

namespace TrustList.Format.Status;

/// <summary>The JWT form of a status list token (Token Status List §5.1; SPEC.md §7.4).</summary>
internal static class StatusListJwt
{
    private const string Type = "statuslist+jwt";

    public static StatusResult<StatusListToken> Read(string jwt)
    {
        var token = JwsCompact.Parse(jwt);
        if (!token.Ok)
            return StatusResult<StatusListToken>.From(StatusFault.Malformed, token);
        var header = JsonFields.Of(token.Value.Header, "header.");
        if (!string.Equals(header.OptionalText("typ"), Type, StringComparison.Ordinal))
            return StatusResult<StatusListToken>.Fail(StatusFault.WrongType, $"the type header is not {Type}");
        var keyId = header.Text("kid", StatusKeyId.MaxBytes);
        return header.Failed
            ? StatusResult<StatusListToken>.From(StatusFault.Malformed, header.Finish(keyId))
            : Read(token.Value, JsonFields.Of(token.Value.Payload), keyId);
    }

    public static string Write(StatusList list, StatusListClaims claims, ISigner signer, string keyId)
    {
        var statusList = new JsonObject { ["bits"] = list.Bits, ["lst"] = Base64UrlText.Encode(list.Deflate()) };
        if (claims.AggregationUri is { } aggregation)
            statusList["aggregation_uri"] = aggregation;
        var payload = new JsonObject
        {
            ["sub"] = claims.Uri,
            ["iat"] = NumericDate.Of(claims.IssuedAt),
            ["status_list"] = statusList,
        };
        if (claims.Expires is { } end)
            payload["exp"] = NumericDate.Of(end);
        if (claims.Ttl is { } ttl)
            payload["ttl"] = (long)ttl.TotalSeconds;
        if (claims.ListVersion > 0)
            payload["list_version"] = claims.ListVersion;
        return JwsCompact.Sign(signer, new JsonObject { ["typ"] = Type, ["kid"] = keyId }, payload);
    }

    private static StatusResult<StatusListToken> Read(JwsCompact token, JsonFields payload, string keyId)
    {
        var list = payload.Object("status_list");
        var claims = new StatusListClaims(
            payload.Text("sub", StatusListClaims.UriCharacters),
            Instant(payload.Integer("iat", 0, NumericDate.Max)),
            payload.OptionalInteger("exp", 0, NumericDate.Max) is { } end ? Instant(end) : null,
            payload.OptionalInteger("ttl", 1, StatusListClaims.TtlSeconds) is { } ttl ? TimeSpan.FromSeconds(ttl) : null,
            list.OptionalText("aggregation_uri", StatusListClaims.UriCharacters),
            payload.OptionalInteger("list_version", 1) ?? 0);
        var bits = (int)list.Integer("bits", 1, 8);
        if (!Base64UrlText.TryDecode(list.Text("lst", Limits.StatusTokenBytes), out var compressed))
            payload.Refuse(DecodeFault.BadValue, "status_list.lst: not base64url");
        var read = payload.Finish(claims);
        return read.Ok
            ? StatusListToken.Checked(claims, bits, compressed, keyId, token.Verify)
            : StatusResult<StatusListToken>.From(StatusFault.Malformed, read);
    }

    private static DateTimeOffset Instant(long seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds);
}
