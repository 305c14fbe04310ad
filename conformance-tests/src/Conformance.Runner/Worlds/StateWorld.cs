using System.Text.Json.Nodes;
using Conformance.Cases;
using TrustList.Format.Encoding;
using TrustList.Format.Status;
using TrustList.Testing;
using TrustList.Testing.Forgery;

namespace Conformance.Worlds;

/// <summary>
/// Two regions that sign heads of their states, a hub that seals them in epochs and packs them, and a verifier that trusts their
/// list. As it begins, one epoch is sealed: of Shanghai entry 8 is revoked and 5,000 suspended, of Jiangsu the fourth of block 1
/// restricted.
/// </summary>
internal sealed class StateWorld
{
    /// <summary>Entries of Shanghai that are revoked and suspended in the first epoch. The licence's own is <see cref="Scene.StatusIndex"/>.</summary>
    public const int Revoked = 8, Suspended = 5_000;

    /// <summary>No epoch was seen yet.</summary>
    public const long NoEpoch = -1;

    private static readonly string[] Paths = ["nation", "region/310000", "region/320000", "rollup/1m", "rollup/1h", "rollup/6h", "rollup/24h", "rollup/7d"];
    private readonly CaseRun run;

    private StateWorld(CaseRun run, Scene scene, SimulatedLog? log, HubSimulator hub)
    {
        (this.run, Scene, Log, Hub, Status, Now) = (run, scene, log, hub, new SimulatedStatus(log), scene.SyncedAt);
        Licence = scene.Present();
        Repository = scene.Published();
    }

    /// <summary>Regions and driver. There is no status list unless a case serves one.</summary>
    public Scene Scene { get; }

    /// <summary>What is published of trust.</summary>
    public SimulatedRepository Repository { get; }

    /// <summary>The log that policy names; null for none.</summary>
    public SimulatedLog? Log { get; }

    /// <summary>Who serves it.</summary>
    public HubSimulator Hub { get; }

    /// <summary>The states.</summary>
    public SimulatedStatus Status { get; }

    /// <summary>The instant of the next question and of the next head.</summary>
    public DateTimeOffset Now { get; set; }

    /// <summary>The driver's licence as it is shown.</summary>
    public byte[] Licence { get; }

    /// <summary>Publishes and seals, and lets the verifier take the trust list; no state was fetched yet.</summary>
    public static async Task<StateWorld> BeginAsync(CaseRun run, bool withLog = true, Action<Scene>? change = null)
    {
        var scene = new Scene { StatusAt = null };
        var log = withLog ? new SimulatedLog(scene.Home.Code, scene.Acceptor.Code) : null;
        scene.Policy = scene.Policy with { Log = log?.Policy };
        change?.Invoke(scene);
        var world = new StateWorld(run, scene, log, await run.HubAsync());
        if (scene.List() is { } list)
            world.Hub.PutStatusList(scene.StatusUri, list);
        var at = world.Repository.Now;
        world.Status.Change(scene.Home, at, (Revoked, StatusValue.Invalid), (Suspended, StatusValue.Suspended));
        world.Status.Change(scene.Acceptor, at, (StatusSpace.EntryOf(1, 3), StatusValue.Restricted));
        await run.InitAsync(world.Repository.Anchor);
        await world.SyncAsync(at);
        return world;
    }

    /// <summary>The same, and the first epoch is taken whole.</summary>
    public static async Task<StateWorld> HoldingAsync(CaseRun run, bool withLog = true, Action<Scene>? change = null)
    {
        var world = await BeginAsync(run, withLog, change);
        world.Serve(world.Status.Snapshot(0).Write());
        await world.PulledAsync(0, 1, 1);
        return world;
    }

    /// <summary>A minute later the licence is suspended and entry 8 valid again; sealed, not served.</summary>
    /// <returns>The epoch.</returns>
    public long Step() => Change((Scene.StatusIndex, StatusValue.Suspended), (Revoked, StatusValue.Valid));

    /// <summary>A minute later Shanghai signs a head; sealed, not served.</summary>
    public long Change(params (long Entry, StatusValue Value)[] changes)
    {
        Next(changes);
        return Status.Seal(Now);
    }

    /// <summary>A minute later Shanghai signs a head that no epoch covers yet.</summary>
    public SimulatedHead Next(params (long Entry, StatusValue Value)[] changes) => Status.Change(Scene.Home, Now += TimeSpan.FromMinutes(1), changes);

    /// <summary>Time passes; the trust list is published anew, an epoch sealed, and the list taken.</summary>
    public Task LaterAsync(TimeSpan later, Action<SimulatedRepository>? change = null)
    {
        Repository.Now = Now += later;
        change?.Invoke(Repository);
        Repository.Publish();
        return SyncAsync(Now);
    }

    /// <summary>Serves these bytes wherever a client may ask for a package.</summary>
    public void Serve(byte[] package)
    {
        foreach (var path in Paths)
            Hub.Put($"state/{path}", package);
    }

    /// <summary>The verifier must take what is served, and hold these versions then.</summary>
    public Task PulledAsync(long epoch, long home, long acceptor) => run.AskAsync(PullQuestion(), Holds(epoch, home, acceptor));

    /// <summary>The verifier must not take what is served.</summary>
    public Task NotPulledAsync(params string[] reasons) => run.AskAsync(PullQuestion(), Expectation.Rejected([.. reasons, "NotServed"]));

    /// <summary>The feed says a head; the verifier must hold these versions then.</summary>
    public Task PushedAsync(SimulatedHead head, long epoch, long home, long acceptor) => run.AskAsync(PushQuestion(head), Holds(epoch, home, acceptor));

    /// <summary>The feed says a head that the verifier must not take.</summary>
    public Task NotPushedAsync(SimulatedHead head, params string[] reasons) => run.AskAsync(PushQuestion(head), Expectation.Rejected(reasons));

    /// <summary>The feed says an epoch.</summary>
    /// <param name="proof">Its proof.</param>
    /// <param name="expected">What the answer must say.</param>
    /// <param name="hints">The versions that are said to be new in it.</param>
    public Task SealedAsync(byte[] proof, Expectation expected, params (string Region, long Version)[] hints) => run.AskAsync(
        PushQuestion("epoch", new JsonObject
        {
            ["proof"] = Convert.ToBase64String(proof),
            ["heads"] = new JsonArray([.. hints.Select(hint => (JsonNode)new JsonObject { ["region"] = hint.Region, ["version"] = hint.Version })]),
        }), expected);

    /// <summary>What must be held: the newest versions at hand, and with a log the epoch. 0: the region is not held.</summary>
    public Expectation Holds(long epoch, long home, long acceptor)
    {
        var heads = new JsonObject();
        if (home > 0)
            heads[Scene.Home.Code] = home;
        if (acceptor > 0)
            heads[Scene.Acceptor.Code] = acceptor;
        var evidence = new JsonObject { ["heads"] = heads };
        if (Log is not null && epoch != NoEpoch)
            evidence["epoch"] = epoch;
        return Expectation.Accepted(evidence);
    }

    /// <summary>The verifier must know this of an entry of Shanghai's first block.</summary>
    public Task SaysAsync(long index, StatusValue value) => SaysAsync(Scene.StatusUri, index, value);

    /// <summary>The verifier must know this of an entry.</summary>
    public Task SaysAsync(string uri, long index, StatusValue value) => run.StatusAsync(uri, index, Now, StatusPlay.Says(uri, index, value));

    /// <summary>The verifier must know nothing of an entry.</summary>
    public Task UnknownAsync(string uri, long index, params string[] reasons) => run.StatusAsync(uri, index, Now, Expectation.Rejected(reasons));

    /// <summary>The first epoch must still stand: the licence valid, entry 8 revoked, entry 5,000 suspended.</summary>
    public async Task StandsAsync()
    {
        await SaysAsync(Scene.StatusIndex, StatusValue.Valid);
        await SaysAsync(Revoked, StatusValue.Invalid);
        await SaysAsync(Suspended, StatusValue.Suspended);
    }

    /// <summary>The licence must be accepted by a status of this value.</summary>
    public Task AcceptedAsync(StatusValue value = StatusValue.Valid) => VerifyAsync(
        Expectation.Accepted(Evidence.Of(Licence, Repository.Versions, Scene.Issue.StatusUri!, Scene.StatusIndex, value)));

    /// <summary>The licence must be rejected.</summary>
    public Task RefusedAsync(params string[] reasons) => VerifyAsync(Expectation.Rejected(reasons));

    /// <summary>The adapter begins again with what it stored.</summary>
    public Task RestartAsync() => run.RestartAsync();

    /// <summary>The adapter is killed and begins again with what it stored.</summary>
    public Task KillAsync() => run.KillAsync(_ => { });

    /// <summary>A verified head of a region.</summary>
    public VerifiedStatusHead HeadOf(RegionSimulator region, long version) =>
        VerifiedStatusHead.Verify(Status.HeadOf(region.Code, version).Head, region.Code, _ => region.StatusKey.PublicKey, Now.AddYears(1)).Value;

    private Task VerifyAsync(Expectation expected) => run.AskAsync(
        ScenePlay.Question(Scene, Scene.Ask(Licence) with { Now = Now }, withTrustList: true), expected, CaseRun.ShortPatience);

    private async Task SyncAsync(DateTimeOffset at)
    {
        Hub.Files = Repository.Files;
        Status.SnapshotSha256 = Convert.FromHexString(Repository.Versions.SnapshotSha256);
        Status.Seal(at);
        Hub.Put("log/proof", Log is null ? null : Status.Proof(Status.Newest));
        await run.SyncAsync(Now, Expectation.Accepted(Evidence.Of(Repository)));
    }

    private JsonObject PullQuestion() => new() { ["cmd"] = "pull", ["url"] = Hub.Url.AbsoluteUri, ["now"] = Instants.Format(Now) };

    private JsonObject PushQuestion(SimulatedHead head) => PushQuestion("status", new JsonObject
    {
        ["region"] = head.Region,
        ["version"] = head.Version,
        ["head"] = Convert.ToBase64String(head.Head),
        ["delta"] = Convert.ToBase64String(head.Delta),
    });

    private JsonObject PushQuestion(string name, JsonObject data) =>
        new() { ["cmd"] = "push", ["event"] = name, ["data"] = data, ["url"] = Hub.Url.AbsoluteUri, ["now"] = Instants.Format(Now) };
}
