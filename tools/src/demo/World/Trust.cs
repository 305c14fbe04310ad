using System.Text.Json.Nodes;

namespace Demo.World;

/// <summary>What a gateway says of its trust list.</summary>
public static class Trust
{
    /// <summary>Whether the gateway is ready, follows these targets, has looked at the hub since an instant, and names a route for that many regions.</summary>
    public static async Task<bool> IsComplete(HttpClient gateway, long targets, DateTimeOffset since, int regions, CancellationToken cancel)
    {
        var ready = await gateway.GetAsync(new Uri("/health/ready", UriKind.Relative), cancel);
        if (!ready.IsSuccessStatusCode) return false;
        var trust = JsonNode.Parse(await gateway.GetStringAsync(new Uri("/v1/trust", UriKind.Relative), cancel))!;
        return trust["versions"]?["targets"]?.GetValue<long>() == targets
            && trust["lastSync"]?["at"]?.GetValue<DateTimeOffset>() >= since
            && trust["regions"]!.AsArray().Count(region => region!["route"]!.AsArray().Count > 0) >= regions;
    }
}
