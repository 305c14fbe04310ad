using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using TrustList.Testing.Photos;

namespace RegionNode.Issuer.Tests.World;

/// <summary>The province's system as a reviewer; with tokens of a system, one of its people.</summary>
internal sealed class Reviewer(TestRegion region, TokenSystem? tokens = null, string name = "reviewer-1") : IDisposable
{
    private readonly HttpClient client = region.Client(region.ProvinceSystem);

    internal async Task<IReadOnlyList<JsonNode>> QueueAsync() =>
        [.. (await Answer.OfAsync(await client.GetAsync(new Uri("/reviews", UriKind.Relative)))).Json["items"]!.AsArray().Select(item => item!)];

    internal Task<Answer> ClaimAsync(string id) => PostAsync($"/reviews/{id}/claim", new JsonObject());

    internal Task<Answer> RefuseAsync(string id, string lease, params string[] reasons) => PostAsync($"/reviews/{id}/decision",
        new JsonObject { ["lease"] = lease, ["decision"] = "Refuse", ["reasons"] = new JsonArray([.. reasons.Select(reason => JsonValue.Create(reason))]) });

    internal Task<Answer> ApproveAsync(string id, string lease, byte[]? photo = null) => PostAsync($"/reviews/{id}/decision",
        new JsonObject { ["lease"] = lease, ["decision"] = "Approve", ["licencePhoto"] = Convert.ToBase64String(photo ?? SyntheticPhoto.Licence()) });

    /// <summary>Claims the oldest photo and decides; fails unless both succeed.</summary>
    internal async Task DecideNextAsync(params string[] reasons)
    {
        var id = (await QueueAsync())[0]["id"]!.GetValue<string>();
        var lease = (await ClaimAsync(id)).Json["lease"]!.GetValue<string>();
        var decided = reasons.Length > 0 ? await RefuseAsync(id, lease, reasons) : await ApproveAsync(id, lease);
        Assert.True(decided.Status == HttpStatusCode.NoContent, decided.Text);
    }

    internal async Task<Answer> PostAsync(string path, JsonNode body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        if (tokens is not null)
            request.Headers.Authorization = new("Bearer", tokens.Sign(tokens.Claims(name, "reviewer")));
        return await Answer.OfAsync(await client.SendAsync(request));
    }

    internal async Task<Answer> GetAsync(string path) => await Answer.OfAsync(await client.GetAsync(new Uri(path, UriKind.Relative)));

    public void Dispose() => client.Dispose();
}
