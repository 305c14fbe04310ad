using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Demo.People;

/// <summary>The province's own system: it keeps the registry, opens applications and changes statuses.</summary>
public sealed class Office(HttpClient issuer)
{
    /// <summary>Puts a driver's record.</summary>
    public async Task Register(Driver driver, CancellationToken cancel, string letters = "A", int points = 0) =>
        await Ok(await issuer.PutAsJsonAsync($"/registry/{driver.FileNumber}", driver.ToRecord(letters, points), cancel), cancel);

    /// <summary>Opens an application; the offer code stands for the identity check.</summary>
    public async Task<(string LicenceId, string Offer)> Apply(Driver driver, CancellationToken cancel)
    {
        var answer = await Ok(await issuer.PostAsJsonAsync("/licences", new JsonObject { ["fileNumber"] = driver.FileNumber }, cancel), cancel);
        return (answer!["licenceId"]!.GetValue<string>(), answer["offer"]!.GetValue<string>());
    }

    /// <summary>Changes a licence's status letters.</summary>
    public async Task ChangeStatus(string licenceId, string letters, string reason, bool urgent, CancellationToken cancel) =>
        await Ok(await issuer.PostAsJsonAsync(
            $"/licences/{licenceId}/status", new JsonObject { ["letters"] = letters, ["reason"] = reason, ["urgent"] = urgent }, cancel), cancel);

    /// <summary>Reports an event of a driver's life; the outcome, or the problem.</summary>
    public async Task<JsonNode> TryRecord(Driver driver, JsonObject lifeEvent, CancellationToken cancel)
    {
        var answer = await issuer.PostAsJsonAsync($"/drivers/{driver.FileNumber}/events", lifeEvent, cancel);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(cancel))!;
    }

    /// <summary>Makes the next document-signer key and gives its public half.</summary>
    public async Task<byte[]> NextDocumentSigner(CancellationToken cancel)
    {
        var answer = await Ok(await issuer.PostAsync(new Uri("/operator/keys/document-signer", UriKind.Relative), content: null, cancel), cancel);
        return Convert.FromBase64String(answer!["spki"]!.GetValue<string>());
    }

    /// <summary>What the node knows of a licence.</summary>
    public async Task<JsonNode> Licence(string licenceId, CancellationToken cancel) =>
        (await Ok(await issuer.GetAsync(new Uri($"/licences/{licenceId}", UriKind.Relative), cancel), cancel))!;

    /// <summary>The disputes that wait for this office.</summary>
    public async Task<JsonArray> Disputes(CancellationToken cancel) =>
        (await Ok(await issuer.GetAsync(new Uri("/disputes?state=Received", UriKind.Relative), cancel), cancel))!["items"]!.AsArray();

    /// <summary>Upholds a dispute and puts the letters right.</summary>
    public async Task<JsonNode> Uphold(string dispute, string letters, CancellationToken cancel) =>
        (await Ok(await issuer.PostAsJsonAsync(
            $"/disputes/{dispute}/answer", new JsonObject { ["finding"] = "UpheldCorrected", ["letters"] = letters, ["remark"] = "another driver's hold (rehearsal)" }, cancel), cancel))!["dispute"]!;

    private static async Task<JsonNode?> Ok(HttpResponseMessage response, CancellationToken cancel)
    {
        var text = await response.Content.ReadAsStringAsync(cancel);
        if (!response.IsSuccessStatusCode) throw new InvalidOperationException($"{(int)response.StatusCode} {text}");
        return text.Length == 0 ? null : JsonNode.Parse(text);
    }
}
