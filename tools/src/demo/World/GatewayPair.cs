using System.Text.Json.Nodes;
using Demo.People;
using TrustList.Testing.Databases;

namespace Demo.World;

/// <summary>Two more instances of a region's gateway, with its key and folders of their own, on one Redis.</summary>
public sealed class GatewayPair : IAsyncDisposable
{
    private readonly List<(Child Program, HttpClient Desk)> instances = [];
    private readonly RegionSite site;
    private readonly LocalRedis redis;

    private GatewayPair(RegionSite site, LocalRedis redis) => (this.site, this.redis) = (site, redis);

    /// <summary>Both programs.</summary>
    public IEnumerable<Child> Programs => instances.Select(instance => instance.Program);

    /// <summary>Starts both and waits until each knows the trust list.</summary>
    public static async Task<GatewayPair> StartAsync(Country country, RegionSite site, LocalRedis redis, CancellationToken cancel)
    {
        var pair = new GatewayPair(site, redis);
        for (var n = 1; n <= 2; n++) pair.instances.Add(site.StartInstance(n, redis));
        foreach (var (_, desk) in pair.instances)
            await Wait.Until("an instance has the trust list", () => Trust.IsComplete(desk, country.Nation!.TargetsVersion, DateTimeOffset.MinValue, country.Sites.Count, cancel), cancel, seconds: 40);
        return pair;
    }

    /// <summary>A rental desk scans a code with one of them.</summary>
    public Task<JsonNode> Scan(int instance, string code, CancellationToken cancel) => new Desk(instances[instance].Desk, site.Region.Code).Scan(code, "rental", challenge: null, cancel);

    /// <summary>A rental desk has one of them decide a presentation.</summary>
    public Task<JsonNode> Verify(int instance, Presentation shown, bool live, CancellationToken cancel) => new Desk(instances[instance].Desk, site.Region.Code).Verify(shown, "rental", live, cancel);

    /// <summary>Kills one as a failure of power would, and starts another in its place, at another port.</summary>
    public async Task ReplaceAsync(int instance)
    {
        var (program, desk) = instances[instance];
        await program.Kill();
        await program.DisposeAsync();
        desk.Dispose();
        instances[instance] = site.StartInstance(instance + 1, redis);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var (program, desk) in instances)
        {
            desk.Dispose();
            await program.DisposeAsync();
        }
    }
}
