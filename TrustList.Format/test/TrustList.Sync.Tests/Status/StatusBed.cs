using TrustList.Format.Status;
using TrustList.Format.Verification;
using TrustList.Sync.Status;
using TrustList.Testing;
using TrustList.Testing.Forgery;

namespace TrustList.Sync.Tests.Status;

/// <summary>Two regions with states, a hub that serves them, and a device with its disk. Real keys; the clock stands until it is set.</summary>
internal sealed class StatusBed : IAsyncDisposable
{
    internal static readonly DateTimeOffset Start = new(2020, 10, 12, 8, 0, 0, TimeSpan.Zero);

    private readonly HttpClient http = TrustClient.CreateHttpClient();

    private StatusBed(HubSimulator hub, bool withLog)
    {
        Hub = hub;
        Shanghai = RegionSimulator.Create("310000", "CN-SH", Start.AddDays(-5), hub.Url);
        Jiangsu = RegionSimulator.Create("320000", "CN-JS", Start.AddDays(-5), hub.Url);
        Log = withLog ? new SimulatedLog(Shanghai.Code, Jiangsu.Code) : null;
        Status = new SimulatedStatus(Log);
        Status.Change(Shanghai, Start, (7, StatusValue.Invalid), (5_000, StatusValue.Suspended));
        Status.Change(Jiangsu, Start, (1_048_576 + 3, StatusValue.Restricted));
        Status.Seal(Start);
        Trust = TrustWith(Log);
        Serve();
        Client = NewClient();
    }

    internal HubSimulator Hub { get; }
    internal RegionSimulator Shanghai { get; }
    internal RegionSimulator Jiangsu { get; }
    internal SimulatedLog? Log { get; }
    internal SimulatedStatus Status { get; }
    internal TrustState Trust { get; }
    internal SettableClock Clock { get; } = new(Start.AddSeconds(10));
    internal MemoryFileStore Disk { get; } = new();
    internal StatusClient Client { get; }
    internal StatusMirror Mirror => Client.Mirror;

    internal static async Task<StatusBed> StartAsync(bool withLog = true) => new(await HubSimulator.StartAsync(), withLog);

    internal TrustState TrustWith(SimulatedLog? log) => SimulatedTrust.StateOf(
        new SimulatedRepository(Start, Shanghai, Jiangsu) { Policy = SamplePolicies.Policy with { Log = log?.Policy } }.Published(), Start.AddMinutes(1));

    internal StatusClient NewClient(IFileStore? disk = null) => new(new StatusStore(disk ?? Disk), Hub.Url, http, Clock, SyncBed.Patient);

    internal void Serve(long? epoch = null, Func<string, long>? from = null) => Status.Serve(Hub, epoch ?? Status.Newest, from);

    /// <summary>A second later: a change, sealed and served; rollups begin at the first epoch.</summary>
    internal long ChangeLater(RegionSimulator region, params (long, StatusValue)[] changes)
    {
        Clock.Now += TimeSpan.FromSeconds(1);
        Status.Change(region, Clock.Now, changes);
        var epoch = Status.Seal(Clock.Now);
        Serve();
        return epoch;
    }

    internal MirrorOutcome Apply(StatusPackage package) => Mirror.Apply(StatusPackage.Read(package.Write()).Value, Trust, Clock.Now);

    internal MirrorOutcome Push(SimulatedHead head) => Mirror.ApplyUpdate(head.Region, head.Head, head.Delta, Trust, Clock.Now);

    internal MirrorOutcome Seal(long epoch, params (string, long)[] hints) => Mirror.ApplyEpoch(Status.Proof(epoch), hints, Trust, Clock.Now);

    internal async Task<StatusPullOutcome> PulledAsync(StatusClient? client = null)
    {
        var outcome = await (client ?? Client).PullAsync(Trust);
        Assert.True(outcome.Ok, $"{outcome.Transport} {outcome.Fault} {outcome.Detail}");
        return outcome;
    }

    internal DeviceStatus Stored(IFileStore? disk = null)
    {
        var load = new StatusStore(disk ?? Disk).Load(Trust, Clock.Now);
        Assert.True(load.Status is not null, $"{load.Fault} {load.Detail}");
        return load.Status;
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await Hub.DisposeAsync();
    }
}

internal static class PublishedRepository
{
    internal static SimulatedRepository Published(this SimulatedRepository repository)
    {
        repository.Publish();
        return repository;
    }
}
