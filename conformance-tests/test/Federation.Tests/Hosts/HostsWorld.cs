using System.Text.Json.Nodes;
using Demo.People;
using Demo.Telling;
using Demo.World;
using Federation.Ceremonies.RollOut;
using Federation.Tests.Faults;
using Federation.Tests.World;

namespace Federation.Tests.Hosts;

/// <summary>A hub and three regions, each program on a host of its own, with three licences of which everything is known, asked about without rest.</summary>
internal sealed class HostsWorld : IAsyncDisposable
{
    private static readonly Region[] All = [Region.Shanghai, Region.Jiangsu, Region.Anhui];
    private readonly CancellationTokenSource stop = new();
    private Task asking = Task.CompletedTask;

    private HostsWorld(Switch network, LoopbackFederation federation)
    {
        (Network, Federation) = (network, federation);
        Desks = new Inspection(federation.Country, All);
    }

    /// <summary>Hosts and lines.</summary>
    public Switch Network { get; }

    /// <summary>The programs.</summary>
    public LoopbackFederation Federation { get; }

    /// <summary>The sites and people.</summary>
    public Country Country => Federation.Country;

    /// <summary>Who asks, and judges what is answered.</summary>
    public Inspection Desks { get; }

    /// <summary>Ends every wait that has lost its sense.</summary>
    public CancellationToken Cancel => Federation.Cancel;

    /// <summary>Starts everything; the three licences are valid in Shanghai, revoked in Jiangsu and suspended in Anhui, and everybody knows.</summary>
    public static async Task<HostsWorld> StartAsync(ulong seed)
    {
        var network = new Switch(seed);
        try
        {
            var world = new HostsWorld(network, await LoopbackFederation.StartOn(network, [], All));
            await world.IssueAsync(Region.Shanghai);
            await world.ChangeAsync(await world.IssueAsync(Region.Jiangsu), "E");
            await world.ChangeAsync(await world.IssueAsync(Region.Anhui), "J");
            foreach (var licence in world.Desks.Licences) await world.SettleAsync(licence);
            world.asking = world.Desks.WorkAsync(TimeSpan.FromMilliseconds(100), world.stop.Token);
            return world;
        }
        catch
        {
            await network.DisposeAsync();
            throw;
        }
    }

    /// <summary>The hub's host.</summary>
    public Host Hub => Network["hub"];

    /// <summary>The host of a region's gateway.</summary>
    public Host Gateway(Region region) => Network[Country[region].GatewayName];

    /// <summary>The host of a region's issuer.</summary>
    public Host Issuer(Region region) => Network[Country[region].IssuerName];

    /// <summary>A new licence of a region.</summary>
    public async Task<WatchedLicence> IssueAsync(Region home)
    {
        var (id, phone) = await Country.Issue(Drivers.Next(home), Cancel);
        var licence = new WatchedLicence(home, id, phone);
        Desks.Add(licence);
        return licence;
    }

    /// <summary>The home region changes the letters of a licence.</summary>
    public Task ChangeAsync(WatchedLicence licence, string letters) => licence.ChangeAsync(letters, async () =>
    {
        using var office = Country[licence.Home].OfficeClient();
        await new Office(office).ChangeStatus(licence.Id, letters, "a test's change", urgent: true, Cancel);
    });

    /// <summary>Waits until every gateway decides offline as the licence's letters say; from then on nothing else is right.</summary>
    public async Task SettleAsync(WatchedLicence licence, params Region[] acceptors)
    {
        var expected = licence.Letters == "A" ? "Accepted" : "Refused";
        foreach (var acceptor in acceptors.Length > 0 ? acceptors : All)
        {
            JsonNode? last = null;
            try
            {
                await Wait.Until($"{acceptor.NameEn} knows letters {licence.Letters} of {licence.Home.NameEn}", async () => (last = await OfflineAsync(acceptor, licence)).Outcome() == expected, Cancel, seconds: 120);
            }
            catch (TimeoutException late)
            {
                throw new TimeoutException($"{late.Message}, at last: {last?.ToJsonString()}", late);
            }
        }
        if (acceptors.Length == 0) licence.Settle();
    }

    /// <summary>An acceptor's verdict from what its gateway holds.</summary>
    public Task<JsonNode> OfflineAsync(Region acceptor, WatchedLicence licence, string purpose = "roadside") => Desks.AskAsync(acceptor, licence, purpose, live: false, Cancel);

    /// <summary>An acceptor's verdict with the home region's live answer, once.</summary>
    public Task<JsonNode> LiveAsync(Region acceptor, WatchedLicence licence, string purpose = "roadside") => Desks.AskAsync(acceptor, licence, purpose, live: true, Cancel);

    /// <summary>Waits for a verdict that rests on a live answer.</summary>
    public Task<JsonNode> UntilLiveAsync(Region acceptor, WatchedLicence licence, string purpose = "roadside") => Country.UntilLive(() => LiveAsync(acceptor, licence, purpose), Cancel);

    /// <summary>Submissions of a region's issuer that the hub has not acknowledged.</summary>
    public int Waiting(Region region) => Outbox.Rows(Country[region]).Count(row => !row.IsDone);

    /// <summary>Waits until the hub has acknowledged every submission of a region, each once and at a place of its own.</summary>
    public async Task<int> DrainAsync(Region region)
    {
        await Wait.Until($"the outbox of {region.NameEn} is empty", () => Task.FromResult(Waiting(region) == 0), Cancel, seconds: 120);
        var places = Outbox.Rows(Country[region]).Where(row => row.IsDone).Select(row => (row.Book, row.LogIndex)).ToList();
        Assert.DoesNotContain(places, place => place.LogIndex is null);
        Assert.Equal(places.Count, places.Distinct().Count());
        return places.Count;
    }

    /// <summary>Everything is whole again, and everybody is up to date.</summary>
    public async Task MendAsync()
    {
        Network.Heal();
        foreach (var access in Network.Accesses) access.Mend();
        await Country.Synchronised(Cancel);
        foreach (var licence in Desks.Licences) await SettleAsync(licence);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await asking;
        await Federation.DisposeAsync();
        await Network.DisposeAsync();
        stop.Dispose();
    }
}
