using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using RegionNode.Issuer.Tests.World;
using TrustList.Format.Status;
using TrustList.Testing.Provinces;

namespace RegionNode.Issuer.Tests.Registry;

/// <summary>The province's registry as a caller: imports and events.</summary>
internal sealed class ImportCaller(HttpClient client) : IDisposable
{
    internal static ImportCaller Of(TestRegion region) => new(region.Client(region.ProvinceSystem));

    internal static SyntheticProvince ProvinceOf(TestRegion region, ProvinceFormat format = ProvinceFormat.Csv, double poison = 0, ulong seed = 7) =>
        new(Province.Code, seed, format, DateOnly.FromDateTime(region.Clock.GetUtcNow().UtcDateTime), poison);

    internal static byte[] BytesOf(SyntheticProvince province, long lines)
    {
        using var bytes = new MemoryStream();
        province.WriteTo(bytes, lines);
        return bytes.ToArray();
    }

    internal async Task<Answer> OpenAsync(string format = "Csv", string letterTable = StatusLetters.Version, string name = "synthetic province", string encoding = "Utf8") =>
        await Answer.OfAsync(await client.PostAsJsonAsync("/imports", new { name, format, letterTable, encoding }));

    internal async Task<string> OpenedAsync(string format = "Csv")
    {
        var opened = await OpenAsync(format);
        Assert.Equal(HttpStatusCode.Created, opened.Status);
        return opened.Json["importId"]!.GetValue<string>();
    }

    internal async Task<Answer> PutAsync(string id, long offset, ReadOnlyMemory<byte> bytes)
    {
        using var content = new ReadOnlyMemoryContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return await Answer.OfAsync(await client.PutAsync(new Uri($"/imports/{id}/data?offset={offset}", UriKind.Relative), content));
    }

    internal async Task<Answer> FinishAsync(string id, long bytes, long? refusedAtMost = null) =>
        await Answer.OfAsync(await client.PostAsJsonAsync($"/imports/{id}/finish", new JsonObject { ["bytes"] = bytes, ["refusedAtMost"] = refusedAtMost }));

    internal async Task<Answer> GetAsync(string path) => await Answer.OfAsync(await client.GetAsync(new Uri(path, UriKind.Relative)));

    internal async Task<Answer> CancelAsync(string id) => await Answer.OfAsync(await client.DeleteAsync(new Uri($"/imports/{id}", UriKind.Relative)));

    /// <summary>Everything at once, to the end; the import then.</summary>
    internal async Task<JsonNode> ImportAsync(byte[] bytes, string format = "Csv")
    {
        var id = await OpenedAsync(format);
        for (var at = 0; at < bytes.Length; at += 5_000_000)
            Assert.Equal(HttpStatusCode.OK, (await PutAsync(id, at, bytes.AsMemory(at, Math.Min(5_000_000, bytes.Length - at)))).Status);
        Assert.Equal(HttpStatusCode.Accepted, (await FinishAsync(id, bytes.Length)).Status);
        return await FinishedAsync(id);
    }

    internal async Task<JsonNode> FinishedAsync(string id)
    {
        JsonNode? import = null;
        await World.Eventually.TrueAsync(async () => (import = (await GetAsync($"/imports/{id}")).Json)["state"]!.GetValue<string>() == "Finished", "the import is finished");
        return import!;
    }

    internal async Task<IReadOnlyList<JsonNode>> RefusedAsync(string id) =>
        [.. (await GetAsync($"/imports/{id}/refused")).Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];

    internal async Task<IReadOnlyList<JsonNode>> SendAsync(params JsonObject[] events) =>
        await SendAsync(string.Join('\n', events.Select(one => one.ToJsonString())));

    internal async Task<IReadOnlyList<JsonNode>> SendAsync(string lines)
    {
        using var content = new StringContent(lines, new MediaTypeHeaderValue("application/x-ndjson"));
        var answer = await Answer.OfAsync(await client.PostAsync(new Uri("/registry/events", UriKind.Relative), content));
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return [.. answer.Json["results"]!.AsArray().Select(one => one!)];
    }

    public void Dispose() => client.Dispose();
}
