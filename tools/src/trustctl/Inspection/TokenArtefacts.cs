using System.Text.Json.Nodes;
using TrustList.Format.Encoding;
using TrustList.Format.Status;

namespace Trustctl.Inspection;

/// <summary>Status list tokens in both forms.</summary>
internal static class TokenArtefacts
{
    public static Artefact? Recognise(byte[] bytes)
    {
        if (bytes.Length is 0 or > Limits.StatusTokenBytes) return null;
        var (form, token) = bytes[0] == (byte)'e'
            ? ("JWT", StatusListToken.ReadJwt(System.Text.Encoding.ASCII.GetString(bytes).Trim()))
            : ("CWT", StatusListToken.ReadCwt(bytes));
        return token.Ok ? new Artefact($"status list token ({form})", Describe(token.Value)) : null;
    }

    private static JsonObject Describe(StatusListToken token)
    {
        var claims = token.Claims;
        var fields = new JsonObject
        {
            ["sub"] = claims.Uri,
            ["iat"] = Instants.Format(claims.IssuedAt),
            ["exp"] = claims.Expires is { } expires ? Instants.Format(expires) : null,
            ["ttlSeconds"] = (long?)claims.Ttl?.TotalSeconds,
            ["aggregationUri"] = claims.AggregationUri,
            ["listVersion"] = claims.ListVersion,
            ["keyId"] = token.KeyId,
            ["bits"] = token.Bits,
            ["compressedBytes"] = token.Compressed.Length,
        };
        var list = token.Inflate();
        if (!list.Ok) fields["list"] = $"unreadable: {list.Fault} {list.Detail}";
        else
        {
            fields["entries"] = list.Value.Length;
            fields["count"] = Count(list.Value);
        }

        return fields;
    }

    private static JsonObject Count(StatusList list)
    {
        var counts = new SortedDictionary<byte, int>();
        for (var i = 0; i < list.Length; i++) counts[list[i]] = counts.GetValueOrDefault(list[i]) + 1;
        return new JsonObject(counts.Select(count => KeyValuePair.Create<string, JsonNode?>(Name(count.Key), count.Value)));
    }

    private static string Name(byte value) => Enum.IsDefined((StatusValue)value) ? $"{(StatusValue)value}" : $"reserved 0x{value:X}";
}
