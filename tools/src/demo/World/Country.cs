using Federation.Ceremonies;
using Federation.Ceremonies.RollOut;
using Demo.People;
using Demo.Telling;
using TrustList.Format.Metadata;
using TrustList.Format.Status;
using TrustList.Testing.Databases;

namespace Demo.World;

/// <summary>Everything the story plays with: clock, hub, national operators, regions and what they have made so far.</summary>
public sealed class Country : IAsyncDisposable
{
    /// <summary>The story begins in the autumn of 2020, after the Yangtze River Delta agreement.</summary>
    public static readonly DateTimeOffset Beginning = new(2020, 10, 12, 1, 0, 0, TimeSpan.Zero);

    private const string LiveUnavailable = "LiveUnavailable";

    /// <summary>Sets the stage; nothing runs yet.</summary>
    /// <param name="workspace">Where files go.</param>
    /// <param name="databases">Where every issuer has its own database; null: SQLite in its folder.</param>
    /// <param name="hubDatabases">Where the instances of the hub share a database; null: one hub, on SQLite.</param>
    /// <param name="hubs">How many instances of the hub.</param>
    public Country(Workspace workspace, LocalPostgres? databases = null, LocalPostgres? hubDatabases = null, int hubs = 2)
    {
        (Workspace, Databases) = (workspace, databases);
        Clock = new RehearsalTime(workspace.File("clock.json"), workspace.HasOwnClocks);
        Clock.MoveTo(Beginning);
        Hub = new HubSite(workspace, Clock, hubDatabases, hubs);
    }

    /// <summary>Where files go.</summary>
    public Workspace Workspace { get; }

    /// <summary>The issuers' database server; null: SQLite.</summary>
    public LocalPostgres? Databases { get; }

    /// <summary>The simulated clock.</summary>
    public RehearsalTime Clock { get; }

    /// <summary>The hub.</summary>
    public HubSite Hub { get; }

    /// <summary>The national operators, once the ceremony was held.</summary>
    public Nation? Nation { get; set; }

    /// <summary>The admitted regions by code.</summary>
    public SortedDictionary<string, RegionSite> Sites { get; } = new(StringComparer.Ordinal);

    /// <summary>Plain HTTP, for the hub's public files.</summary>
    public HttpClient Http { get; } = new() { Timeout = TimeSpan.FromSeconds(5) };

    /// <summary>The site of a region.</summary>
    public RegionSite this[Region region] => Sites[region.Code];

    /// <summary>The national operators sign the first root and targets; the hub begins with them. Gives the root.</summary>
    public async Task<byte[]> Found(CancellationToken cancel)
    {
        Nation = new Nation(Workspace.Folder("national-operators"), await Hub.Incept(cancel));
        var root = Nation.SignRoot(Clock.Now);
        var (targets, files) = Nation.SignTargets(Clock.Now);
        Hub.Install(root, targets, files);
        await Hub.Start(Http, cancel);
        var (notices, noticeFiles) = Nation.SignNotices(Clock.Now);
        await Hub.Submit(RoleNames.Emergency, notices, noticeFiles, cancel);
        return root;
    }

    /// <summary>Regions make their keys, the nation enters their roots, their nodes start; waits until each knows all.</summary>
    public async Task Admit(IReadOnlyCollection<Region> regions, CancellationToken cancel)
    {
        var sites = regions.Select(region => new RegionSite(region, Workspace, Clock, Hub, Databases)).ToList();
        foreach (var pair in sites.Chunk(2)) await Task.WhenAll(pair.Select(site => site.Incept(cancel)));
        foreach (var site in sites)
        {
            Sites[site.Region.Code] = site;
            Nation!.Admit(site.Region, site.Province.IacaThumbprint, site.Province.Operators, Clock.Now);
        }

        if (Sites.Count > 0) Nation!.Policy = Nation.Policy with { Log = LogCeremony.Policy(HubSite.LogOrigin, Hub.LogKey, [.. Sites.Values.Select(site => (site.Region.Code, site.WitnessKey))]) };
        var (targets, files) = Nation!.SignTargets(Clock.Now);
        await Hub.Submit(RoleNames.Targets, targets, files, cancel);
        foreach (var site in sites)
        {
            site.StartIssuer();
            site.StartGateway();
        }

        await Synchronised(cancel);
    }

    /// <summary>The province's system puts a driver's record into the registry.</summary>
    public async Task Register(Driver driver, CancellationToken cancel, string letters = "A", int points = 0)
    {
        using var office = this[driver.Home].OfficeClient();
        await new Office(office).Register(driver, cancel, letters, points);
    }

    /// <summary>A registered driver applies at home and collects on a new phone; gives the licence's id too.</summary>
    public async Task<(string LicenceId, Phone Phone)> Collect(Driver driver, CancellationToken cancel)
    {
        using var office = this[driver.Home].OfficeClient();
        using var gateway = this[driver.Home].GatewayClient();
        var (licence, offer) = await new Office(office).Apply(driver, cancel);
        return (licence, await Phone.Collect(gateway, driver.Home.Code, offer, cancel));
    }

    /// <summary>Registers a driver, who applies and collects.</summary>
    public async Task<(string LicenceId, Phone Phone)> Issue(Driver driver, CancellationToken cancel, string letters = "A", int points = 0)
    {
        await Register(driver, cancel, letters, points);
        return await Collect(driver, cancel);
    }

    /// <summary>A desk in a region asks its own gateway.</summary>
    public async Task<System.Text.Json.Nodes.JsonNode> Ask(Region acceptor, Presentation shown, string purpose, bool live, CancellationToken cancel)
    {
        using var gateway = this[acceptor].DeskClient(purpose);
        return await new Desk(gateway, acceptor.Code).Verify(shown, purpose, live, cancel);
    }

    /// <summary>The same, live; it asks again while the home region takes longer than the purpose waits.</summary>
    public Task<System.Text.Json.Nodes.JsonNode> AskLive(Region acceptor, Func<Presentation> present, string purpose, CancellationToken cancel) =>
        UntilLive(() => Ask(acceptor, present(), purpose, live: true, cancel), cancel);

    /// <summary>
    /// Asks again while the home region takes longer than the purpose waits, as a program's first answers do on a small machine; after
    /// sixty seconds a <see cref="TimeoutException"/> says what was answered last.
    /// </summary>
    public static async Task<System.Text.Json.Nodes.JsonNode> UntilLive(Func<Task<System.Text.Json.Nodes.JsonNode>> ask, CancellationToken cancel)
    {
        System.Text.Json.Nodes.JsonNode? verdict = null;
        try
        {
            await Wait.Until("a live answer", async () =>
                (verdict = await ask()).Reason() != LiveUnavailable && !verdict.Warnings().Contains(LiveUnavailable, StringComparer.Ordinal), cancel, seconds: 60);
            return verdict!;
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{late.Message}, at last: {verdict?.ToJsonString()}", late);
        }
    }

    /// <summary>Time passes: national and provincial operators sign anew, nodes and hub renew by themselves.</summary>
    public async Task MoveTo(DateTimeOffset instant, CancellationToken cancel)
    {
        Clock.MoveTo(instant);
        await Hub.Renew(Nation!, cancel);
        foreach (var site in Sites.Values) site.Province.Renew(Path.Combine(site.IssuerData, "inbox"), Clock.Now);
        await Synchronised(cancel);
    }

    /// <summary>Waits until the hub serves every region's fresh status list and every gateway has all of it.</summary>
    /// <param name="cancel">Ends the wait.</param>
    /// <param name="away">How many regions have no route for now.</param>
    public async Task Synchronised(CancellationToken cancel, int away = 0)
    {
        foreach (var site in Sites.Values)
            await Wait.Until($"a fresh status list of {site.Region.NameEn} at the hub", () => HasFreshList(site, cancel), cancel, seconds: 120);
        var served = Clock.Now;
        foreach (var site in Sites.Values)
        {
            using var gateway = site.GatewayClient();
            await Wait.Until($"the gateway of {site.Region.NameEn} has the new trust list", () => Trust.IsComplete(gateway, Nation!.TargetsVersion, served, Sites.Count - away, cancel), cancel, seconds: 120);
        }
    }

    private async Task<bool> HasFreshList(RegionSite site, CancellationToken cancel)
    {
        var token = StatusListToken.ReadCwt(await Http.GetByteArrayAsync(new Uri(Hub.PublicUrl, $"status/{site.Region.Code}/0"), cancel));
        return token.Ok && Clock.Now - token.Value.Claims.IssuedAt < TimeSpan.FromHours(1);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(Sites.Values.Select(site => site.DisposeAsync().AsTask()));
        await Hub.DisposeAsync();
        Http.Dispose();
    }
}
