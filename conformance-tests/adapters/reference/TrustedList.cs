using System.Security.Cryptography;
using System.Text.Json.Nodes;
using TrustList.Format.Encoding;
using TrustList.Format.Status;
using TrustList.Format.Verification;
using TrustList.Sync;

namespace Federation.ReferenceAdapter;

/// <summary>The trust list as a verifier of the federation keeps it, in a folder.</summary>
internal sealed class TrustedList
{
    private static readonly SyncOptions Patience = new()
    {
        ReadTimeout = TimeSpan.FromSeconds(2),
        FileTimeout = TimeSpan.FromSeconds(3),
        RunTimeout = TimeSpan.FromSeconds(8),
        Retries = 1,
        RetryDelay = TimeSpan.FromMilliseconds(50),
        LogPatience = TimeSpan.FromSeconds(1),
    };

    private readonly string folder;
    private readonly HttpClient http;
    private readonly GivenClock clock = new();
    private readonly RegionStates states;
    private TrustClient? client;
    private TrustState? state;

    /// <summary>Reads what is stored.</summary>
    public TrustedList(string folder, HttpClient http)
    {
        (this.folder, this.http) = (folder, http);
        states = new RegionStates(Path.Combine(folder, "trust"), http, clock, Patience);
        state = TrustClient.Load(Store(folder), DateTimeOffset.MinValue).State;
    }

    /// <summary>What verdicts rest on; null before the first good sync.</summary>
    public TrustState? State => state;

    /// <summary>Whether the folder holds an anchor.</summary>
    public static bool IsIn(string folder) => File.Exists(AnchorFile(folder));

    /// <summary>Begins to trust a root.</summary>
    public static void Begin(string folder, ReadOnlyMemory<byte> anchor)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(AnchorFile(folder), anchor.Span);
    }

    /// <summary><c>sync</c>.</summary>
    public async Task<JsonObject> SyncAsync(Question question)
    {
        clock.Now = question.Now;
        client ??= new TrustClient(Store(folder), File.ReadAllBytes(AnchorFile(folder)), question.Address("url"), http, clock, Patience);
        var outcome = await client.SyncAsync();
        state = outcome.State;
        if (!outcome.Ok)
            return Reply.Reject($"{outcome.Fault}", $"{outcome.MetadataFault} {outcome.Detail}");
        var evidence = new JsonObject { ["trustList"] = Versions(state!.Versions), ["snapshotSha256"] = state.Versions.SnapshotSha256 };
        if (state.Epoch?.Checkpoint.Checkpoint is { } log)
            evidence["log"] = new JsonObject { ["size"] = log.Size, ["root"] = LowerHex.Of(log.Root.Span) };
        return Reply.Accept(evidence);
    }

    /// <summary><c>resolve</c>: by a TUF client of its own beside the trust list, from the same anchor.</summary>
    public async Task<JsonObject> ResolveAsync(Question question)
    {
        clock.Now = question.Now;
        var metadata = new DirectoryFileStore(Path.Combine(folder, "tuf"));
        if (!Directory.Exists(Path.Combine(folder, "tuf")) && !TufClient.Init(metadata, File.ReadAllBytes(AnchorFile(folder))).Ok)
            return Reply.Reject("AnchorRefused");
        var repository = new TufRepository(new Uri(question.Address("url"), "tuf/"), new Uri(question.Address("url"), "tuf/targets/"));
        var path = question.Text("path")!;
        var targets = new DirectoryFileStore(Path.Combine(folder, "targets"));
        var outcome = await new TufClient(metadata, repository, http, clock, Patience).DownloadAsync([path], targets);
        if (!outcome.Ok)
            return Reply.Reject(outcome.MetadataFault is { } fault ? $"{fault}" : $"{outcome.Fault}", outcome.Detail);
        var bytes = targets.Read(Uri.EscapeDataString(path))!;
        return Reply.Accept(new JsonObject { ["sha256"] = LowerHex.Of(SHA256.HashData(bytes)), ["length"] = bytes.Length });
    }

    /// <summary><c>pull</c> and <c>push</c>: the regions' states.</summary>
    public async Task<JsonObject> HeadsAsync(Question question)
    {
        clock.Now = question.Now;
        if (state is null || state.ValidUntil <= question.Now)
            return Reply.Reject(state is null ? "NoTrustState" : "TrustStateExpired");
        return question.Command == "pull" ? await states.PullAsync(question.Address("url"), state) : states.Push(question, state);
    }

    /// <summary>The regions' states, to decide by.</summary>
    public IStatusSource? StatesAt(DateTimeOffset now) => state is null ? null : states.At(state, now);

    /// <summary><c>status</c>: of the lists at hand, else of the regions' states.</summary>
    public JsonObject Status(Question question)
    {
        var (uri, index, now) = (question.Text("uri")!, question.Number("index"), question.Now);
        if (state is null || state.ValidUntil <= now)
            return Reply.Reject("StatusListMissing", "no trust list in force");
        if (question.Bytes("head") is { } head)
            return RegionStates.Prove(question, head, state);
        var list = state.StatusLists.Where(held => held.Key.Uri == uri && state.StandingOf(held.Key.Region, now) == RegionStanding.Active)
            .Select(held => held.Value).FirstOrDefault();
        if (list is null)
            return states.Status(question, state);
        if (list.IsExpiredAt(now))
            return Reply.Reject("Expired");
        return list.StatusOf(index) is { } value
            ? Reply.Accept(new JsonObject { ["uri"] = uri, ["index"] = index, ["value"] = (int)value })
            : Reply.Reject("StatusIndexUnknown");
    }

    /// <summary>Versions, as evidence.</summary>
    public static JsonObject Versions(TrustVersions versions) =>
        new() { ["root"] = versions.Root, ["timestamp"] = versions.Timestamp, ["snapshot"] = versions.Snapshot, ["targets"] = versions.Targets };

    private static TrustStore Store(string folder) => TrustStore.Open(Path.Combine(folder, "trust"));

    private static string AnchorFile(string folder) => Path.Combine(folder, "anchor.json");
}
