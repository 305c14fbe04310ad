using TrustList.Testing;

namespace TrustList.Sync.Tests;

/// <summary>One federation of three regions, its hub on loopback, and a client with its disk.</summary>
internal sealed class SyncBed : IAsyncDisposable
{
    internal static readonly DateTimeOffset Start = new(2020, 10, 12, 8, 0, 0, TimeSpan.Zero);

    /// <summary>As patient as a busy machine needs; no retries, so that the first fault is seen.</summary>
    internal static readonly SyncOptions Patient = new()
    {
        ReadTimeout = TimeSpan.FromSeconds(20),
        FileTimeout = TimeSpan.FromSeconds(40),
        Retries = 0,
        FetchStatusLists = false,
        LogPatience = TimeSpan.Zero,
    };

    /// <summary>For hosts that never finish.</summary>
    internal static readonly SyncOptions Impatient = Patient with { ReadTimeout = TimeSpan.FromSeconds(1), FileTimeout = TimeSpan.FromSeconds(1.5) };

    private readonly HttpClient http = TrustClient.CreateHttpClient();

    private SyncBed(HubSimulator hub, bool small)
    {
        Hub = hub;
        Shanghai = RegionSimulator.Create("310000", "CN-SH", Start.AddDays(-5), hub.Url);
        Jiangsu = RegionSimulator.Create("320000", "CN-JS", Start.AddDays(-5), hub.Url, "320500");
        Suzhou = RegionSimulator.Create("320500", "CN-JS", Start.AddDays(-5), hub.Url);
        Repository = small ? new SimulatedRepository(Start, Shanghai) : new SimulatedRepository(Start, Shanghai, Jiangsu, Suzhou);
        Serve();
        Client = NewClient();
    }

    internal HubSimulator Hub { get; }
    internal SimulatedRepository Repository { get; }
    internal RegionSimulator Shanghai { get; }
    internal RegionSimulator Jiangsu { get; }
    internal RegionSimulator Suzhou { get; }
    internal SettableClock Clock { get; } = new(Start.AddMinutes(1));
    internal MemoryFileStore Disk { get; } = new();
    internal TrustClient Client { get; }

    internal static async Task<SyncBed> StartAsync() => new(await HubSimulator.StartAsync(), small: false);

    /// <summary>With Shanghai alone, where a test syncs a hundred times.</summary>
    internal static async Task<SyncBed> StartSmallAsync() => new(await HubSimulator.StartAsync(), small: true);

    /// <summary>The hub serves what the repository now holds.</summary>
    internal void Serve() => Hub.Files = Repository.Files;

    /// <summary>Publishes an hour later and serves it.</summary>
    internal void PublishLater()
    {
        Clock.Now += TimeSpan.FromHours(1);
        Repository.Now = Clock.Now;
        Repository.Publish();
        Serve();
    }

    /// <summary>A client as after a restart of its process, on the same disk or another.</summary>
    internal TrustClient NewClient(SyncOptions? options = null, IFileStore? disk = null, byte[]? anchor = null) =>
        new(new TrustStore(disk ?? Disk), anchor ?? Repository.Anchor, Hub.Url, http, Clock, options ?? Patient);

    internal LoadOutcome Load() => TrustClient.Load(new TrustStore(Disk), Clock.Now);

    internal async Task<SyncOutcome> SyncedAsync()
    {
        var outcome = await Client.SyncAsync();
        Assert.True(outcome.Ok, $"{outcome.Fault}: {outcome.Detail}");
        return outcome;
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await Hub.DisposeAsync();
    }
}
