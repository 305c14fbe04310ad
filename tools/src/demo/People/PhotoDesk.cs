using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Demo.People;

/// <summary>The traffic police's reviewers and their service counter.</summary>
public sealed class PhotoDesk(HttpClient office)
{
    /// <summary>Takes the oldest photo and refuses it for these reasons, or, given none, approves it with the licence photo cut from it.</summary>
    public async Task Review(byte[] licencePhoto, CancellationToken cancel, params string[] reasons)
    {
        var id = (await Get("/reviews", cancel))["items"]![0]!["id"]!.GetValue<string>();
        var lease = (await Post($"/reviews/{id}/claim", new JsonObject(), cancel))!["lease"]!.GetValue<string>();
        await Post($"/reviews/{id}/decision", reasons.Length == 0
            ? new JsonObject { ["lease"] = lease, ["decision"] = "Approve", ["licencePhoto"] = Convert.ToBase64String(licencePhoto) }
            : new JsonObject { ["lease"] = lease, ["decision"] = "Refuse", ["reasons"] = new JsonArray([.. reasons.Select(reason => JsonValue.Create(reason))]) }, cancel);
    }

    /// <summary>Answers the oldest case at the counter with a photo taken there; gives the offer.</summary>
    public async Task<string> TakePhoto(byte[] licencePhoto, CancellationToken cancel)
    {
        var id = (await Get("/counter/cases", cancel))["items"]![0]!["id"]!.GetValue<string>();
        var answer = await Post($"/counter/cases/{id}/answer", new JsonObject { ["answer"] = "PhotoTaken", ["licencePhoto"] = Convert.ToBase64String(licencePhoto) }, cancel);
        return answer!["offer"]!["offer"]!.GetValue<string>();
    }

    private async Task<JsonNode> Get(string path, CancellationToken cancel) => (await Read(await office.GetAsync(new Uri(path, UriKind.Relative), cancel), cancel))!;

    private async Task<JsonNode?> Post(string path, JsonNode body, CancellationToken cancel) => await Read(await office.PostAsJsonAsync(path, body, cancel), cancel);

    private static async Task<JsonNode?> Read(HttpResponseMessage response, CancellationToken cancel)
    {
        var text = await response.Content.ReadAsStringAsync(cancel);
        if (!response.IsSuccessStatusCode) throw new InvalidOperationException($"{(int)response.StatusCode} {text}");
        return text.Length == 0 ? null : JsonNode.Parse(text);
    }
}
