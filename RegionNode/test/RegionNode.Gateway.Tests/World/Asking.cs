using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace RegionNode.Gateway.Tests.World;

/// <summary>What desks and operators ask a gateway.</summary>
internal static class Asking
{
    public static async Task<JsonNode> Trust(GatewayUnderTest gateway)
    {
        using var client = gateway.Client();
        return JsonNode.Parse(await client.GetStringAsync(new Uri("/v1/trust", UriKind.Relative)))!;
    }

    /// <summary>What each instance believes, by turns.</summary>
    public static async Task<JsonNode[]> TrustOfAll(GatewayUnderTest gateway)
    {
        var all = new List<JsonNode>();
        foreach (var _ in gateway.Urls) all.Add(await Trust(gateway));
        return [.. all];
    }

    /// <summary>Why the gateway has no route to a region; null where it has one; all there is to say where its instances differ.</summary>
    public static async Task<string?> NoRouteOf(GatewayUnderTest gateway, string region)
    {
        var said = (await TrustOfAll(gateway)).Select(trust => RegionOf(trust, region) is { } known ? known["noRoute"]?.GetValue<string>() : "not in the list").Distinct().ToList();
        return said is [var one] ? one : string.Join(", or ", said);
    }

    public static Task<string?> NoRouteOf(this Border border, string region) => NoRouteOf(border.Gateway, region);

    /// <summary>Waits until the gateway would send the region's questions there.</summary>
    public static Task RouteTo(this Border border, string region, Uri destination) => Eventually.True($"{region} is at {destination}", async () =>
        (await TrustOfAll(border.Gateway)).All(trust => RegionOf(trust, region)?["route"]!.AsArray().Any(uri => new Uri(uri!.GetValue<string>()) == destination) is true));

    /// <summary>Asks for a verdict and expects one.</summary>
    public static async Task<JsonNode> Verdict(
        this Border border, bool live = false, string purpose = "roadside", string acceptor = Border.Jiangsu, (byte[], byte[])? shown = null)
    {
        using var client = border.Gateway.Client();
        var (response, transcript) = shown ?? border.Present();
        using var answer = await client.PostAsJsonAsync("/v1/verify", new JsonObject
        {
            ["presentation"] = Convert.ToBase64String(response),
            ["transcript"] = Convert.ToBase64String(transcript),
            ["acceptor"] = acceptor,
            ["purpose"] = purpose,
            ["live"] = live,
        });
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!;
    }

    /// <summary>Asks until the home region was in time: a busy machine is slower now and then than the roadside waits.</summary>
    public static async Task<JsonNode> InTime(Func<Task<JsonNode>> ask)
    {
        for (var asked = 1; ; asked++)
        {
            var verdict = await ask();
            if (asked == 30 || verdict["degraded"]!.AsArray().All(word => word!.GetValue<string>() != "HomeSlow")) return verdict;
        }
    }

    private static JsonNode? RegionOf(JsonNode trust, string region) =>
        trust["regions"]!.AsArray().FirstOrDefault(known => known!["code"]!.GetValue<string>() == region);

    public static string Outcome(this JsonNode verdict) => verdict["outcome"]!.GetValue<string>();

    public static string? Reason(this JsonNode verdict) => verdict["reason"]?.GetValue<string>();

    /// <summary>The detail of a reason or warning by its name; fails where it is absent.</summary>
    public static string Detail(this JsonNode verdict, string list, string name) =>
        verdict[list]!.AsArray().Single(finding => finding!["name"]!.GetValue<string>() == name)!["detail"]!.GetValue<string>();
}
