using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Demo.People;

/// <summary>Someone who asks their region's gateway: a police counter, a rental desk, an insurer.</summary>
public sealed class Desk(HttpClient gateway, string acceptor)
{
    /// <summary>Asks the gateway to decide.</summary>
    public async Task<JsonNode> Verify(Presentation shown, string purpose, bool live, CancellationToken cancel)
    {
        var response = await gateway.PostAsJsonAsync("/v1/verify", new JsonObject
        {
            ["presentation"] = Convert.ToBase64String(shown.Response),
            ["transcript"] = Convert.ToBase64String(shown.Transcript),
            ["acceptor"] = acceptor,
            ["purpose"] = purpose,
            ["live"] = live,
        }, cancel);
        var text = await response.Content.ReadAsStringAsync(cancel);
        return response.IsSuccessStatusCode ? JsonNode.Parse(text)! : throw new InvalidOperationException($"{(int)response.StatusCode} {text}");
    }
}
