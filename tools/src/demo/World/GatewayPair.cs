using System.Text.Json.Nodes;
using Demo.People;
using TrustList.Testing.Databases;

namespace Demo.World;

/// <summary>Two more instances of a region's gateway, with its key and folders of their own, on one Redis.</summary>
public sealed class GatewayPair : IAsyncDisposable
{
    private readonly List<(Child Program, HttpClient Desk)> instances = [];
    private readonly string acceptor;

    private GatewayPair(string acceptor) => this.acceptor = acceptor;

    /// <summary>Starts both and waits until each knows the trust list.</summary>
    public static async Task<GatewayPair> StartAsync(Country country, RegionSite site, LocalRedis redis, CancellationToken cancel)
    {
        var pair = new GatewayPair(site.Region.Code);
        for (var n = 1; n <= 2; n++) pair.instances.Add(site.StartInstance(n, redis));
        foreach (var (_, desk) in pair.instances)
            await Wait.Until("an instance has the trust list", () => Trust.IsComplete(desk, country.Nation!.TargetsVersion, DateTimeOffset.MinValue, country.Sites.Count, cancel), cancel, seconds: 40);
        return pair;
    }

    /// <summary>A rental desk scans a code with one of them.</summary>
    public Task<JsonNode> Scan(int instance, string code, CancellationToken cancel) => new Desk(instances[instance].Desk, acceptor).Scan(code, "rental", challenge: null, cancel);

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
