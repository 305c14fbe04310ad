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

    /// <summary>Makes the next document-signer key and gives its public half.</summary>
    public async Task<byte[]> NextDocumentSigner(CancellationToken cancel)
    {
        var answer = await Ok(await issuer.PostAsync(new Uri("/operator/keys/document-signer", UriKind.Relative), content: null, cancel), cancel);
        return Convert.FromBase64String(answer!["spki"]!.GetValue<string>());
    }

    private static async Task<JsonNode?> Ok(HttpResponseMessage response, CancellationToken cancel)
    {
        var text = await response.Content.ReadAsStringAsync(cancel);
        if (!response.IsSuccessStatusCode) throw new InvalidOperationException($"{(int)response.StatusCode} {text}");
        return text.Length == 0 ? null : JsonNode.Parse(text);
    }
}
