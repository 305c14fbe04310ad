using System.Net;
using Federation.Hosting.Storage;
using Federation.Hosting.Tls;
using TrustList.Testing;
using TrustList.Testing.Hosts;

namespace RegionNode.Issuer.Tests.World;

/// <summary>Several issuers of one region as processes, each with a folder of its own and the same keys, and a front that sends callers to one that answers.</summary>
internal sealed class IssuerInstances : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly TestRegion region;
    private readonly TestFolder[] folders;
    private readonly Uri[] addresses;
    private readonly IssuerProcess[] processes;
    private readonly LoopbackFront front;
    private readonly LeaderSeat seat;
    private readonly HttpClient http;
    private readonly CancellationTokenSource end = new();
    private readonly Task watching;

    private IssuerInstances(TestRegion region, int count)
    {
        this.region = region;
        folders = [.. Enumerable.Range(0, count).Select(_ => new TestFolder())];
        foreach (var folder in folders)
            Copy(region.DataDir, folder.Path);
        addresses = [.. Ports.Free(count).Select(port => new Uri($"https://127.0.0.1:{port}"))];
        http = new HttpClient(PinnedHandler.Create(region.Stranger, () => new HashSet<string> { region.Request.TlsPin })) { Timeout = TimeSpan.FromSeconds(1) };
        seat = new LeaderSeat(PostgresPlace.Of(region.Database.Place.Connection, region.Database.Place.PasswordFile), TimeSpan.FromSeconds(1));
        processes = [.. Enumerable.Range(0, count).Select(Start)];
        front = LoopbackFront.Start(region.Address.Port, addresses.Select(address => address.Port));
        watching = LoopbackFront.WatchAsync(IsUpAsync, Pause, end.Token, front);
    }

    /// <summary>Starts them and waits until one of them leads.</summary>
    internal static async Task<IssuerInstances> StartAsync(TestRegion region, int count)
    {
        var instances = new IssuerInstances(region, count);
        try
        {
            await Eventually.TrueAsync(() => instances.IsLedAfterAsync(0), "an issuer leads", () => instances.Said);
        }
        catch
        {
            await instances.DisposeAsync();
            throw;
        }
        return instances;
    }

    /// <summary>Who leads by the database's word; -1: nobody whose time has not run out.</summary>
    internal (long Term, int Place) Leader => seat.Look() is { IsFree: false } now ? (now.Term, int.Parse(now.Holder.Split('-')[1])) : (-1, -1);

    /// <summary>What each said last.</summary>
    internal string Said => string.Join("\n\n", processes.Select((process, place) => $"issuer {place}:\n{process.Said}"));

    /// <summary>Where one listens.</summary>
    internal Uri this[int place] => addresses[place];

    /// <summary>Waits until one follows another that leads.</summary>
    internal Task FollowsAsync(int place) => Eventually.TrueAsync(
        async () => Leader.Place is var leader && leader >= 0 && leader != place && await IsReadyAsync(place), $"issuer {place} follows");

    internal void Kill(int place) => processes[place].Kill();

    internal void Restart(int place)
    {
        processes[place].Dispose();
        processes[place] = Start(place);
    }

    internal void Freeze(int place) => processes[place].Freeze();

    internal void Thaw(int place) => processes[place].Thaw();

    /// <summary>Whether the region answers, by a leader of a later term.</summary>
    internal async Task<bool> IsLedAfterAsync(long term) => Leader is { Place: >= 0, Term: var now } leader && now > term && await IsReadyAsync(leader.Place);

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await watching;
        await front.DisposeAsync();
        foreach (var process in processes)
            process.Dispose();
        http.Dispose();
        seat.Dispose();
        end.Dispose();
        foreach (var folder in folders)
            folder.Dispose();
    }

    private IssuerProcess Start(int place) => region.StartInstance($"issuer-{place}", folders[place].Path, addresses[place]);

    private Task<bool> IsUpAsync(int place) => AnswersAsync(place, "health/live");

    /// <summary>Whether it leads or knows who does: one that takes the seat is not ready before it is the issuer.</summary>
    private Task<bool> IsReadyAsync(int place) => AnswersAsync(place, "health/ready");

    private async Task<bool> AnswersAsync(int place, string path)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(addresses[place], path));
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception silent) when (silent is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
