using System.Collections.Concurrent;
using Demo.World;
using Federation.Ceremonies.RollOut;
using Federation.Hosting.Tls;
using Grpc.Core;

namespace Federation.Bench.Soak;

/// <summary>
/// What befalls the programs, one after another. Of each kind one is never killed, so that its memory can be followed: the first hub
/// (it stands still now and then, so that another leads), Shanghai's issuer and gateway, the first of the pair.
/// </summary>
internal sealed class Disturbances(Country country, GatewayPair? pair)
{
    private const int Seconds = 120;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(200);
    private readonly ConcurrentDictionary<string, int> done = new(StringComparer.Ordinal);

    /// <summary>How often each befell.</summary>
    public IReadOnlyDictionary<string, int> Done => done;

    private RegionSite Anhui => country[Region.Anhui];

    private RegionSite Jiangsu => country[Region.Jiangsu];

    /// <summary>Goes on until it is told to stop; what is under way is brought to its end.</summary>
    public async Task WorkAsync(CancellationToken stop)
    {
        var all = All().ToList();
        for (var n = 0; !stop.IsCancellationRequested; n = (n + 1) % all.Count)
        {
            await all[n].Act();
            done.AddOrUpdate(all[n].Name, 1, (_, count) => count + 1);
            await Task.Delay(Pause, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private IEnumerable<(string Name, Func<Task> Act)> All()
    {
        yield return ("issuer killed", IssuerAsync);
        yield return ("gateway killed", GatewayAsync);
        if (country.Hub.Instances is { } hubs)
        {
            yield return ("leading hub stands still", () => FreezeAsync(hubs));
            yield return ("hub killed", () => HubAsync(hubs, 1));
        }
        else
        {
            yield return ("hub killed", async () =>
            {
                await country.Hub.Kill();
                await country.Hub.Start(country.Http, CancellationToken.None);
            });
        }
        if (pair is not null)
            yield return ("gateway on Redis killed", () => pair.ReplaceAsync(1));
        yield return ("publication", PublishAsync);
        yield return ("gateway's TLS key changed", GatewayKeyAsync);
        if (country.Hub.Instances is { Count: > 2 } more)
            yield return ("hub killed", () => HubAsync(more, 2));
        yield return ("issuer's TLS key changed", IssuerKeyAsync);
        yield return ("police's TLS key changed", PoliceKeyAsync);
    }

    private async Task IssuerAsync()
    {
        await Anhui.KillIssuer();
        Anhui.StartIssuer();
        await ReadyAsync(Anhui.OfficeClient, "the issuer is ready");
    }

    private async Task GatewayAsync()
    {
        await Anhui.KillGateway();
        Anhui.StartGateway();
        await ReadyAsync(Anhui.GatewayClient, "the gateway is ready");
    }

    private static async Task HubAsync(HubInstances hubs, int place)
    {
        await hubs.KillAsync(place);
        hubs.Launch(place);
        await Wait.Until("a hub leads, and the killed one answers", async () => (await hubs.LeaderAsync()).Place is var leader && leader >= 0 && (leader == place || await hubs.FollowsAsync(place)), CancellationToken.None, Seconds);
    }

    private static async Task FreezeAsync(HubInstances hubs)
    {
        var leader = -1;
        await Wait.Until("a hub leads", async () => (leader = (await hubs.LeaderAsync()).Place) >= 0, CancellationToken.None, Seconds);
        hubs[leader].Freeze();
        try
        {
            await Wait.Until("another hub leads", async () => (await hubs.LeaderAsync()).Place is var now && now >= 0 && now != leader, CancellationToken.None, Seconds);
        }
        finally
        {
            hubs[leader].Thaw();
        }
    }

    private async Task PublishAsync()
    {
        var (targets, files) = country.Nation!.SignTargets(country.Clock.Now);
        while (true)
        {
            try
            {
                await country.Hub.Submit("targets", targets, files, CancellationToken.None);
                return;
            }
            catch (RpcException unknown) when (unknown.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.Internal or StatusCode.Cancelled)
            {
                await Task.Delay(Again, CancellationToken.None); // The same bytes again get the same receipt.
            }
        }
    }

    private async Task GatewayKeyAsync()
    {
        var key = new NextKey(Jiangsu.GatewayData, Jiangsu.GatewayUrl);
        Jiangsu.Announce(key.Both);
        NextKey.Peer(Jiangsu.IssuerData, "gateway", key.Both);
        key.Put(key.Pem);
        await key.ChangedAsync(CancellationToken.None);
        NextKey.Peer(Jiangsu.IssuerData, "gateway", key.After.Pin);
    }

    private async Task IssuerKeyAsync()
    {
        var site = country[Region.Shanghai];
        var key = new NextKey(site.IssuerData, site.IssuerUrl);
        site.Announce(key.Both);
        NextKey.Peer(site.GatewayData, "issuer", key.Both);
        key.Put(key.Pem);
        await key.ChangedAsync(CancellationToken.None);
        NextKey.Peer(site.GatewayData, "issuer", key.After.Pin);
    }

    private async Task PoliceKeyAsync()
    {
        var site = country[Region.Shanghai];
        var next = TlsIdentity.FromPem(TlsIdentity.CreateKeyPem());
        site.ChangePolice(site.PolicePin, next.Pin);
        using var before = site.GatewayClient(next);
        await Wait.Until("the gateway knows both keys", async () =>
        {
            using var answer = await before.PostAsync(new Uri("/v1/challenges", UriKind.Relative), content: null);
            return answer.IsSuccessStatusCode;
        }, CancellationToken.None, Seconds);
        site.ReplacePolice(next);
        site.ChangePolice(next.Pin);
    }

    private static async Task ReadyAsync(Func<HttpClient> client, string what)
    {
        using var http = client();
        await Wait.Until(what, async () =>
        {
            using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative));
            return answer.IsSuccessStatusCode;
        }, CancellationToken.None, Seconds);
    }
}
