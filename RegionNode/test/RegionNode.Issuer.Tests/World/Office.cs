using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace RegionNode.Issuer.Tests.World;

/// <summary>The answer to one call.</summary>
internal sealed record Answer(HttpStatusCode Status, string Text, string? MediaType)
{
    internal JsonNode Json => JsonNode.Parse(Text)!;

    /// <summary>The problem's closed code; fails for anything but a problem document.</summary>
    internal string Problem
    {
        get
        {
            Assert.Equal("application/problem+json", MediaType);
            return Json["code"]!.GetValue<string>();
        }
    }

    internal static async Task<Answer> OfAsync(HttpResponseMessage response) =>
        new(response.StatusCode, await response.Content.ReadAsStringAsync(), response.Content.Headers.ContentType?.MediaType);
}

/// <summary>The province's system as a caller.</summary>
internal sealed class Office(HttpClient client) : IDisposable
{
    internal static Office Of(TestRegion region) => new(region.Client(region.ProvinceSystem));

    internal Task<Answer> PutAsync(int number, string letters = "A", int points = 0) => PutAsync(SyntheticDriver.FileNumber(number), SyntheticDriver.Record(number, letters, points));

    internal async Task<Answer> PutAsync(string fileNumber, JsonNode record) =>
        await Answer.OfAsync(await client.PutAsJsonAsync($"/registry/{fileNumber}", record));

    internal async Task<Answer> ApplyAsync(int number) =>
        await Answer.OfAsync(await client.PostAsJsonAsync("/licences", new { fileNumber = SyntheticDriver.FileNumber(number) }));

    /// <summary>Puts a record and applies; the offer.</summary>
    internal async Task<JsonNode> OfferAsync(int number, int points = 0)
    {
        Assert.True((await PutAsync(number, points: points)).Status is HttpStatusCode.Created or HttpStatusCode.NoContent);
        var applied = await ApplyAsync(number);
        Assert.Equal(HttpStatusCode.Created, applied.Status);
        return applied.Json;
    }

    internal async Task<Answer> ChangeAsync(string licenceId, string letters, bool? urgent = null) =>
        await Answer.OfAsync(await client.PostAsJsonAsync($"/licences/{licenceId}/status", new JsonObject { ["letters"] = letters, ["reason"] = "test", ["urgent"] = urgent }));

    /// <summary>Records an event of a driver's life.</summary>
    internal async Task<Answer> RecordAsync(int number, JsonObject lifeEvent) =>
        await Answer.OfAsync(await client.PostAsJsonAsync($"/drivers/{SyntheticDriver.FileNumber(number)}/events", lifeEvent));

    internal async Task<Answer> GetAsync(string path) => await Answer.OfAsync(await client.GetAsync(new Uri(path, UriKind.Relative)));

    internal async Task<Answer> PostAsync(string path, HttpContent? content = null) => await Answer.OfAsync(await client.PostAsync(new Uri(path, UriKind.Relative), content));

    public void Dispose() => client.Dispose();
}
