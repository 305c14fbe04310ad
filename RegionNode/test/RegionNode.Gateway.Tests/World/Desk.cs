using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace RegionNode.Gateway.Tests.World;

/// <summary>The JSON that desks send.</summary>
internal static class Desk
{
    public static readonly Uri Verify = new("/v1/verify", UriKind.Relative);
    public static readonly Uri Batch = new("/v1/verify/batch", UriKind.Relative);

    /// <summary>A question about what a holder shows.</summary>
    public static JsonObject Question((byte[] Response, byte[] Transcript) shown, string purpose = "roadside", bool live = false) => new()
    {
        ["presentation"] = Convert.ToBase64String(shown.Response),
        ["transcript"] = Convert.ToBase64String(shown.Transcript),
        ["acceptor"] = Border.Jiangsu,
        ["purpose"] = purpose,
        ["live"] = live,
    };

    /// <summary>Bytes of a media type.</summary>
    public static ByteArrayContent Content(byte[] body, string type) => new(body) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };

    /// <summary>Sends a batch whole and reads its answer whole.</summary>
    public static async Task<List<JsonNode>> AskBatch(this Border border, params string[] lines)
    {
        using var client = border.Gateway.Client();
        using var answer = await client.PostAsync(Batch, Content(Encoding.UTF8.GetBytes(string.Join('\n', lines)), "application/x-ndjson"));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        Assert.Equal("application/x-ndjson", answer.Content.Headers.ContentType?.MediaType);
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];
    }
}
