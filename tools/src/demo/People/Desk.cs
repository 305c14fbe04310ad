using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Demo.People;

/// <summary>Someone who asks their region's gateway: a police counter, a rental desk, an insurer.</summary>
/// <param name="gateway">A client that shows the key of a registered party: <see cref="World.RegionSite.DeskClient"/>.</param>
/// <param name="acceptor">Where the licence is shown.</param>
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
        return await Read(response, cancel);
    }

    /// <summary>Has the gateway make a challenge for a phone to answer.</summary>
    public async Task<string> Challenge(CancellationToken cancel) =>
        (await Read(await gateway.PostAsync(new Uri("/v1/challenges", UriKind.Relative), content: null, cancel), cancel))["challenge"]!.GetValue<string>();

    /// <summary>Asks the gateway to decide a QR code.</summary>
    public async Task<JsonNode> Scan(string code, string purpose, string? challenge, CancellationToken cancel) =>
        await Read(await gateway.PostAsJsonAsync("/v1/verify", Question(code, purpose, challenge), cancel), cancel);

    /// <summary>The same, for who may be refused: the status, what stands in the body, and how long to wait.</summary>
    public async Task<(HttpStatusCode Status, JsonNode? Problem, TimeSpan? RetryAfter)> TryScan(string code, string purpose, CancellationToken cancel)
    {
        using var answer = await gateway.PostAsJsonAsync("/v1/verify", Question(code, purpose, challenge: null), cancel);
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync(cancel)), answer.Headers.RetryAfter?.Delta);
    }

    /// <summary>Contests a status that a licence's holder contests.</summary>
    public async Task<JsonNode> Dispute(JsonObject report, CancellationToken cancel) => await Read(await gateway.PostAsJsonAsync("/v1/disputes", report, cancel), cancel);

    /// <summary>What became of a dispute.</summary>
    public async Task<JsonNode> Follow(string dispute, CancellationToken cancel) =>
        await Read(await gateway.GetAsync(new Uri($"/v1/disputes/{dispute}", UriKind.Relative), cancel), cancel);

    private JsonObject Question(string code, string purpose, string? challenge)
    {
        var question = new JsonObject { ["qr"] = code, ["acceptor"] = acceptor, ["purpose"] = purpose };
        if (challenge is not null) question["challenge"] = challenge;
        return question;
    }

    private static async Task<JsonNode> Read(HttpResponseMessage response, CancellationToken cancel)
    {
        var text = await response.Content.ReadAsStringAsync(cancel);
        return response.IsSuccessStatusCode ? JsonNode.Parse(text)! : throw new InvalidOperationException($"{(int)response.StatusCode} {text}");
    }
}
