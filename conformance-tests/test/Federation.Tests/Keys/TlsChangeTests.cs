using System.Net;
using Demo.World;
using Federation.Ceremonies.RollOut;
using Federation.Hosting.Tls;
using Federation.Tests.World;
using TrustList.Format.Metadata;

namespace Federation.Tests.Keys;

/// <summary>deploy/runbooks/tls.md under load: the TLS keys of gateway, issuer, hub and a relying party change, and no request fails.</summary>
public sealed class TlsChangeTests : IAsyncLifetime
{
    private LoopbackFederation federation = null!;
    private SteadyLoad load = null!;

    private Country Country => federation.Country;

    private CancellationToken Cancel => federation.Cancel;

    private RegionSite Shanghai => Country[Region.Shanghai];

    private RegionSite Jiangsu => Country[Region.Jiangsu];

    public async Task InitializeAsync()
    {
        federation = await LoopbackFederation.Start(["--Tls:OverlapSeconds=3"], [Region.Shanghai, Region.Jiangsu], "--Asking:Patience:counter=00:00:30");
        load = new SteadyLoad(Country, (await Country.Issue(Drivers.Next(), Cancel)).Phone);
    }

    public Task DisposeAsync() => federation.DisposeAsync().AsTask();

    [Fact]
    public async Task Survives_the_change_of_every_TLS_key_without_a_failed_request()
    {
        using var end = new CancellationTokenSource();
        var running = load.RunAsync(end.Token);
        await load.GoOnAsync(Cancel);
        await Task.WhenAll(ChangeGatewayAsync(), ChangeIssuerAsync(), ChangeHubAsync(), ChangePartyAsync());
        await end.CancelAsync();
        await running;
        Assert.Empty(load.Failures);
    }

    private async Task ChangeGatewayAsync()
    {
        var key = new NextKey(Jiangsu.GatewayData, Jiangsu.GatewayUrl);
        Jiangsu.Announce(key.Both);
        key.Put(key.Pem[..^40]);
        await Wait.Until("a half-written key is refused", async () => (await NextKey.WarningsAsync(Jiangsu.GatewayClient(), Jiangsu.GatewayUrl)).Contains("is refused", StringComparison.Ordinal), Cancel);
        key.Put(key.Pem);
        await Wait.Until("the key waits for its pin", async () => (await NextKey.WarningsAsync(Jiangsu.GatewayClient(), Jiangsu.GatewayUrl)).Contains("not in the published list yet", StringComparison.Ordinal), Cancel);
        Assert.Equal(key.Before.Pin, await key.ShownAsync());
        NextKey.Peer(Jiangsu.IssuerData, "gateway", key.Both);
        await key.ChangedAsync(Cancel);
        NextKey.Peer(Jiangsu.IssuerData, "gateway", key.After.Pin);
        await load.GoOnAsync(Cancel);
        using var old = new HttpClient(PinnedHandler.Create(key.Before, () => new HashSet<string> { Jiangsu.IssuerPin })) { BaseAddress = Jiangsu.IssuerUrl };
        await Wait.Until("the issuer refuses the old key", async () => (await old.PostAsync(new Uri("/holder/nonce", UriKind.Relative), null, Cancel)).StatusCode == HttpStatusCode.Forbidden, Cancel);
    }

    private async Task ChangeIssuerAsync()
    {
        var key = new NextKey(Shanghai.IssuerData, Shanghai.IssuerUrl);
        Shanghai.Announce(key.Both);
        NextKey.Peer(Shanghai.GatewayData, "issuer", key.Both);
        key.Put(key.Pem);
        await key.ChangedAsync(Cancel);
        NextKey.Peer(Shanghai.GatewayData, "issuer", key.After.Pin);
        await load.GoOnAsync(Cancel);
    }

    private async Task ChangeHubAsync()
    {
        var key = new NextKey(Country.Hub.Data, Country.Hub.NodeUrl);
        key.Put(key.Pem);
        foreach (var site in Country.Sites.Values) NextKey.Peer(site.IssuerData, "hub", key.Both);
        Country.Hub.Announce(key.Both);
        await PublishHubPins(key.Both);
        await key.ChangedAsync(Cancel);
        await PublishHubPins(key.After.Pin);
        foreach (var site in Country.Sites.Values) NextKey.Peer(site.IssuerData, "hub", key.After.Pin);
        await load.GoOnAsync(Cancel);
        Country.Hub.Announce(key.After.Pin);
        Assert.Equal(key.After.Pin, await key.ShownAsync());
        await Country.Synchronised(Cancel); // The nodes reach it: new status lists come.
    }

    private async Task ChangePartyAsync()
    {
        var next = TlsIdentity.FromPem(TlsIdentity.CreateKeyPem());
        using var before = Jiangsu.GatewayClient(next);
        Jiangsu.ChangePolice(Jiangsu.PolicePin, next.Pin);
        await Wait.Until("the gateway knows both keys", () => IsKnown(before), Cancel);
        await load.GoOnAsync(Cancel); // With the old one.
        var old = Jiangsu.ReplacePolice(next);
        await load.GoOnAsync(Cancel);
        await load.GoOnAsync(Cancel); // What was under way has ended; the kept desk was told too.
        Jiangsu.ChangePolice(next.Pin);
        using var after = Jiangsu.GatewayClient(old);
        await Wait.Until("the gateway knows the new key alone", async () => !await IsKnown(after), Cancel);
        await load.GoOnAsync(Cancel);
    }

    private static async Task<bool> IsKnown(HttpClient desk)
    {
        using var answer = await desk.PostAsync(new Uri("/v1/verify", UriKind.Relative), new StringContent("{}", null, "application/json"));
        return answer.StatusCode == HttpStatusCode.BadRequest;
    }

    private async Task PublishHubPins(params string[] pins)
    {
        Country.Nation!.Policy = Country.Nation.Policy with { HubPins = [.. pins] };
        var (targets, files) = Country.Nation.SignTargets(Country.Clock.Now);
        await Country.Hub.Submit(RoleNames.Targets, targets, files, Cancel);
    }
}
