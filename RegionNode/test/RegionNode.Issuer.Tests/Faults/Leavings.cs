using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text;
using Federation.Hosting.Tls;
using RegionNode.Issuer.Tests.World;

namespace RegionNode.Issuer.Tests.Faults;

/// <summary>
/// Everything that leaves a node: what the hub hears and what goes to other regions, logs, answers, labels of metrics and of
/// activities, files beside the database and the keys, what a verb writes. Allowed, and not kept:
/// <list type="bullet">
/// <item>the licence to its holder's device: <c>CollectLicence</c>, <c>RefreshLicence</c>;</item>
/// <item>successful answers to the province's own system, whose data it is.</item>
/// </list>
/// </summary>
internal sealed class Leavings : IDisposable
{
    // The callers stand in the same process: what their HTTP clients note of themselves is not the node's. What it sends the hub is heard there.
    private const string TestClients = "System.Net.Http";
    private const long MostFileBytes = 8 << 20; // More is nothing that a node wrote here meanwhile.
    private static readonly string[] ToHolders = ["/holder/collect", "/holder/refresh"];
    private readonly TestRegion region;
    private readonly ConcurrentQueue<(string Where, byte[] Bytes)> answers = new();
    private readonly ConcurrentQueue<string> labels = new();
    private readonly MeterListener meters = new();
    private readonly ActivityListener activities;
    private readonly ConcurrentQueue<string> verbs = new();
    private readonly DateTime begun;
    private readonly ConcurrentQueue<byte[]> heard;
    private LogLines log = new();

    internal Leavings(TestRegion region, ConcurrentQueue<byte[]>? toRegions = null)
    {
        this.region = region;
        heard = toRegions ?? new();
        begun = Directory.GetLastWriteTimeUtc(Path.Combine(region.DataDir, "keys"));
        region.AroundClient = (identity, handler) => new Ear(this, identity, handler);
        meters.InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument);
        meters.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Label(instrument.Name, tags));
        meters.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Label(instrument.Name, tags));
        meters.SetMeasurementEventCallback<int>((instrument, _, tags, _) => Label(instrument.Name, tags));
        meters.Start();
        activities = new ActivityListener
        {
            ShouldListenTo = source => source.Name != TestClients,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => labels.Enqueue(
                $"activity {activity.Source.Name} {activity.DisplayName} {string.Join(' ', activity.TagObjects)} {string.Join(' ', activity.Events.SelectMany(e => e.Tags))} {string.Join(' ', activity.Baggage)}"),
        };
        ActivitySource.AddActivityListener(activities);
    }

    /// <summary>How many answers were looked at.</summary>
    internal int Answers => answers.Count;

    /// <summary>How many labels were looked at.</summary>
    internal int Labels => labels.Count;

    /// <summary>Where a secret stands in what has left.</summary>
    internal IReadOnlyList<string> Find(IReadOnlyList<Secret> secrets) =>
    [
        .. In("the hub", region.Hub!.Heard.SelectMany(Compressed.Opened), secrets),
        .. In("what goes to other regions", heard.SelectMany(Compressed.Opened), secrets),
        .. In("the log", Logged.Select(Encoding.UTF8.GetBytes), secrets),
        .. Files().SelectMany(file => In(Path.GetFileName(file), Content(file), secrets)),
        .. In("labels", labels.Distinct().Select(Encoding.UTF8.GetBytes), secrets), // Those of all tests that run beside this one: the same ones again and again.
        .. answers.SelectMany(answer => In(answer.Where, Compressed.Opened(answer.Bytes), secrets)),
    ];

    /// <summary>Files that the node or its verbs left, but for the database and the keys.</summary>
    internal IReadOnlyList<string> Files() =>
    [
        .. Directory.EnumerateFiles(region.DataDir, "*", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(region.DataDir, file).StartsWith("issuer.db", StringComparison.Ordinal)
                && !Path.GetRelativePath(region.DataDir, file).StartsWith("keys", StringComparison.Ordinal)),
        .. Directory.EnumerateFiles(Path.GetTempPath()).Where(file => File.GetLastWriteTimeUtc(file) >= begun),
    ];

    /// <summary>The node has started: its log is that of this run.</summary>
    internal void Listen() => log = region.Issuer.Log;

    /// <summary>What a verb of the node wrote is looked at as its log.</summary>
    internal void Hear(string output) => verbs.Enqueue(output);

    private IEnumerable<string> Logged => log.Lines.Concat(verbs);

    public void Dispose()
    {
        meters.Dispose();
        activities.Dispose();
    }

    /// <summary>What a file holds; nothing of one that is empty or too large. A pipe is empty: opened, it waits for ever for somebody who writes.</summary>
    internal static IEnumerable<byte[]> Content(string file)
    {
        try
        {
            return new FileInfo(file) is { Exists: true, Length: > 0 and < MostFileBytes } ? [File.ReadAllBytes(file)] : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return []; // Of somebody else, or gone.
        }
    }

    private static IEnumerable<string> In(string where, IEnumerable<byte[]> haystacks, IReadOnlyList<Secret> secrets) =>
        haystacks.SelectMany(bytes => secrets.SelectMany(secret => secret.In(bytes))).Distinct().Select(found => $"{found} in {where}");

    private void Label(string name, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var tag in tags)
            labels.Enqueue($"{name} {tag.Key} {tag.Value}");
    }

    /// <summary>Hears what a client is answered.</summary>
    private sealed class Ear(Leavings leavings, TlsIdentity? identity, HttpMessageHandler real) : DelegatingHandler(real)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = await base.SendAsync(request, cancellationToken);
            await answer.Content.LoadIntoBufferAsync(cancellationToken);
            var isProvinces = ReferenceEquals(identity, leavings.region.ProvinceSystem);
            if (!answer.IsSuccessStatusCode || !(isProvinces || ToHolders.Contains(request.RequestUri!.AbsolutePath)))
                leavings.answers.Enqueue(($"the answer {(int)answer.StatusCode} to {request.Method}", [.. Encoding.UTF8.GetBytes($"{answer.Headers}{answer.Content.Headers}"), .. await answer.Content.ReadAsByteArrayAsync(cancellationToken)]));
            return answer;
        }
    }
}
