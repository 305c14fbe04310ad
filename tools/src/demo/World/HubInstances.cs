using System.Globalization;
using TrustList.Testing;
using TrustList.Testing.Databases;
using TrustList.Testing.Hosts;

namespace Demo.World;

/// <summary>
/// The hub's instances: a process and a folder each, with the same keys, one database, and a front that sends callers to one
/// that answers. The first has the hub's own folder.
/// </summary>
public sealed class HubInstances : IAsyncDisposable
{
    private const string Name = "hub";
    private const int LookMilliseconds = 250;

    private readonly string first;
    private readonly LocalPostgres databases;
    private readonly (string Folder, int Public, int Nodes)[] places;
    private readonly Child?[] processes;
    private readonly int publicPort;
    private readonly int nodePort;
    private readonly CancellationTokenSource end = new();
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(1) };
    private Func<int, string, Uri, Uri, Child>? start;
    private LoopbackFront? publicFront;
    private LoopbackFront? nodeFront;
    private Task watching = Task.CompletedTask;
    private bool isMade;

    internal HubInstances(Workspace workspace, string first, LocalPostgres databases, int count, int publicPort, int nodePort)
    {
        (this.first, this.databases, this.publicPort, this.nodePort) = (first, databases, publicPort, nodePort);
        var ports = Ports.Free(2 * count);
        places = [.. Enumerable.Range(0, count).Select(n => (n == 0 ? first : workspace.Folder($"hub-{n + 1}"), ports[2 * n], ports[(2 * n) + 1]))];
        processes = new Child?[count];
    }

    /// <summary>How long an instance that does not renew its lead keeps it.</summary>
    public int LeaseMilliseconds { get; init; } = 2_500;

    /// <summary>How many there are.</summary>
    public int Count => places.Length;

    /// <summary>What leads the hub's verbs to the database.</summary>
    public string[] Database => [$"--Hub:Database={databases.ConnectionOf(Name)}", $"--Hub:DatabasePasswordFile={databases.PasswordFile}"];

    /// <summary>What makes a program an instance.</summary>
    internal string[] SettingsOf(int number) =>
        [.. Database, string.Create(CultureInfo.InvariantCulture, $"--Hub:Instance=hub-{number}"), string.Create(CultureInfo.InvariantCulture, $"--Hub:LeaseMilliseconds={LeaseMilliseconds}")];

    /// <summary>Makes the database, gives every folder the hub's keys and beginning, opens the front; the second time nothing.</summary>
    internal async Task PrepareAsync()
    {
        if (isMade) return;
        isMade = true;
        await databases.CreateAsync(Name);
        await databases.SqlAsync(Name, "CREATE FUNCTION hex(bytea) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT upper(encode($1, 'hex')) $$"); // As SQLite's, for who reads past the hub.
        foreach (var (folder, _, _) in places.Skip(1))
        {
            Copy("keys", folder);
            Copy("inception", folder);
        }

        publicFront = LoopbackFront.Start(publicPort, places.Select(place => place.Public));
        nodeFront = LoopbackFront.Start(nodePort, places.Select(place => place.Nodes));
        watching = LoopbackFront.WatchAsync(IsUpAsync, TimeSpan.FromMilliseconds(LookMilliseconds), end.Token, publicFront, nodeFront);
    }

    /// <summary>Starts those that do not run.</summary>
    internal void Launch(Func<int, string, Uri, Uri, Child> start)
    {
        this.start = start;
        for (var n = 0; n < places.Length; n++)
            if (processes[n] is not { Running: true })
                Launch(n);
    }

    /// <summary>Starts one again.</summary>
    public void Launch(int place) => processes[place] = start!(place + 1, places[place].Folder, UrlOf("http", places[place].Public), UrlOf("https", places[place].Nodes));

    /// <summary>The public address of one, past the front.</summary>
    public Uri PublicUrl(int place) => UrlOf("http", places[place].Public);

    /// <summary>The folder of one.</summary>
    public string Folder(int place) => places[place].Folder;

    /// <summary>One as a process.</summary>
    public Child this[int place] => processes[place]!;

    /// <summary>Those that run.</summary>
    public IEnumerable<Child> Running => processes.OfType<Child>();

    /// <summary>Who leads by the database's word: the term, and the instance's place; -1 before the first, or where its time has run out.</summary>
    public async Task<(long Term, int Place)> LeaderAsync()
    {
        var answer = (await databases.SqlAsync(Name, "SELECT term, holder, until > clock_timestamp() FROM leader")).Trim().Split('|');
        var term = long.Parse(answer[0], CultureInfo.InvariantCulture);
        return (term, term > 0 && answer[2] == "t" ? int.Parse(answer[1].Split('-')[1], CultureInfo.InvariantCulture) - 1 : -1);
    }

    /// <summary>Asks the database past the hub; what psql prints.</summary>
    public string Sql(string sql) => databases.SqlAsync(Name, sql).GetAwaiter().GetResult();

    /// <summary>Whether one is ready and follows another that leads.</summary>
    public async Task<bool> FollowsAsync(int place)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(PublicUrl(place), "health/ready"), end.Token);
            return answer.IsSuccessStatusCode && (await LeaderAsync()).Place is var leader && leader >= 0 && leader != place;
        }
        catch (Exception silent) when (silent is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    /// <summary>Kills one as a failure of power would.</summary>
    public async Task KillAsync(int place)
    {
        await processes[place]!.Kill();
        await processes[place]!.DisposeAsync();
        processes[place] = null;
    }

    /// <summary>Kills all.</summary>
    internal Task KillAsync() => Task.WhenAll(Enumerable.Range(0, places.Length).Where(place => processes[place] is not null).Select(KillAsync));

    /// <summary>Stops all.</summary>
    internal async Task StopAsync()
    {
        await Task.WhenAll(processes.OfType<Child>().Select(process => process.DisposeAsync().AsTask()));
        Array.Clear(processes);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (publicFront is not null) await publicFront.DisposeAsync();
        if (nodeFront is not null) await nodeFront.DisposeAsync();
        http.Dispose();
        end.Dispose();
    }

    private async Task<bool> IsUpAsync(int place)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(PublicUrl(place), "health/live"), end.Token);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception silent) when (silent is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    private void Copy(string name, string folder)
    {
        var copy = Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(first, name))) File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
    }

    private static Uri UrlOf(string scheme, int port) => new(string.Create(CultureInfo.InvariantCulture, $"{scheme}://127.0.0.1:{port}"));
}
