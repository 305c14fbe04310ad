using System.Text.Json.Nodes;
using Conformance.Cases;
using TrustList.Format.Encoding;
using TrustList.Format.Status;
using TrustList.Format.Verification;
using TrustList.Testing;
using TrustList.Testing.Forgery;

namespace Conformance.Worlds;

/// <summary>
/// A federation that goes on while a verifier watches it: a scene's regions publish step by step, and the verifier is asked in
/// between. It remembers which list the verifier took last, and demands that every accept rests on that one.
/// </summary>
internal sealed class Story
{
    private readonly CaseRun run;
    private TrustVersions? held;
    private StatusValue status;

    private Story(CaseRun run, Scene scene, HubSimulator hub)
    {
        (this.run, Scene, Hub) = (run, scene, hub);
        Licence = scene.Present();
        Repository = scene.Published();
        Now = scene.SyncedAt;
    }

    /// <summary>Its regions and its driver.</summary>
    public Scene Scene { get; }

    /// <summary>The driver's licence as it is shown.</summary>
    public byte[] Licence { get; }

    /// <summary>What is published.</summary>
    public SimulatedRepository Repository { get; }

    /// <summary>Who serves it.</summary>
    public HubSimulator Hub { get; }

    /// <summary>The instant of the next question and of the next publishing.</summary>
    public DateTimeOffset Now { get; set; }

    /// <summary>Publishes a first list and its status list, and lets the verifier trust its root; nothing was synced yet.</summary>
    public static async Task<Story> BeginAsync(CaseRun run, Action<Scene>? change = null)
    {
        var scene = new Scene();
        change?.Invoke(scene);
        var story = new Story(run, scene, await run.HubAsync());
        if (scene.StatusAt is { } at)
            story.PutStatus(1, scene.Status, at);
        story.Serve();
        await run.InitAsync(story.Repository.Anchor);
        return story;
    }

    /// <summary>The same, and the first list is taken and the licence accepted by it.</summary>
    public static async Task<Story> TrustedAsync(CaseRun run, Action<Scene>? change = null)
    {
        var story = await BeginAsync(run, change);
        await story.SyncedAsync();
        await story.AcceptedAsync();
        return story;
    }

    /// <summary>Lets time pass, changes what is published, signs it and serves it.</summary>
    public void Publish(TimeSpan later, Action<SimulatedRepository>? change = null)
    {
        Repository.Now = Now += later;
        change?.Invoke(Repository);
        Repository.Publish();
        Serve();
    }

    /// <summary>Lets time pass, and publishes the duty officers' notices and what the hub signs, no more.</summary>
    public void PublishUrgently(TimeSpan later, Action<SimulatedRepository> change)
    {
        Repository.Now = Now += later;
        change(Repository);
        Repository.PublishUrgently();
        Serve();
    }

    /// <summary>Serves what is published; where policy names a log, its newest epoch shows it.</summary>
    public void Serve()
    {
        Hub.Files = Repository.Files;
        if (Scene.Log is not { } log || Repository.Policy.Log is null)
            return;
        log.Log(Repository.Now, Convert.FromHexString(Repository.Versions.SnapshotSha256));
        Hub.Log = log;
    }

    /// <summary>Serves a status list in which the licence has this value.</summary>
    public void PutStatus(long version, StatusValue value, DateTimeOffset at) =>
        PutStatus(value, Scene.Home.StatusList(Scene.StatusUri, version, at, (Scene.StatusIndex, value)));

    /// <summary>Serves a status list.</summary>
    /// <param name="value">What it says of the licence, where it is one that counts.</param>
    /// <param name="token">The list.</param>
    public void PutStatus(StatusValue value, byte[] token)
    {
        status = value;
        Hub.PutStatusList(Scene.StatusUri, token);
    }

    /// <summary>The verifier must take what is published.</summary>
    public async Task SyncedAsync()
    {
        await run.SyncAsync(Now, Newest());
        held = Repository.Versions;
    }

    /// <summary>The verifier must take what a thief serves with the hub's own keys: nothing tells it.</summary>
    public async Task SyncedAsync(TrustVersions served)
    {
        await run.SyncAsync(Now, Expectation.Accepted(new JsonObject { ["trustList"] = Evidence.Of(served), ["snapshotSha256"] = served.SnapshotSha256 }));
        held = served;
    }

    /// <summary>The verifier must not take what is served, and keep what it has.</summary>
    public Task NotSyncedAsync(params string[] reasons) => run.SyncAsync(Now, Expectation.Rejected(reasons));

    /// <summary>The verifier must find that nothing is new, whatever was published.</summary>
    public Task UnchangedAsync() => run.SyncAsync(Now, Expectation.Accepted(new JsonObject { ["trustList"] = Evidence.Of(held!) }));

    /// <summary>The verifier may take what is published or give up.</summary>
    public async Task MaybeSyncedAsync() => held = await run.TryAsync(await SyncQuestionAsync(), Newest()) ? Repository.Versions : null;

    /// <summary>From here on the verifier may hold this list or that.</summary>
    public void Forget() => held = null;

    /// <summary>The question that syncs.</summary>
    public Task<JsonObject> SyncQuestionAsync() => run.SyncQuestionAsync(Now);

    /// <summary>The verifier must accept a licence, by the list that it took last. Not asked of an adapter for lists alone.</summary>
    public async Task AcceptedAsync(byte[]? licence = null)
    {
        var shown = licence ?? Licence;
        var evidence = held is { } versions ? Evidence.Of(shown, versions, Scene.StatusUri, Scene.StatusIndex, status) : Evidence.Of(shown);
        if (run.Has(Feature.Licences))
            await run.AskAsync(VerifyQuestion(shown), Expectation.Accepted(evidence));
    }

    /// <summary>The verifier must reject a licence for one of these reasons, or any. Not asked of an adapter for lists alone.</summary>
    public Task RefusedAsync(params string[] reasons) => RefusedAsync(Licence, reasons);

    /// <summary>The same of another licence.</summary>
    public async Task RefusedAsync(byte[] licence, params string[] reasons)
    {
        if (run.Has(Feature.Licences))
            await run.AskAsync(VerifyQuestion(licence), Expectation.Rejected(reasons));
    }

    /// <summary>The question about a licence, at this instant.</summary>
    public JsonObject VerifyQuestion(byte[] licence) => ScenePlay.Question(Scene, Scene.Ask(licence) with { Now = Now }, withTrustList: true);

    private Expectation Newest()
    {
        var evidence = Evidence.Of(Repository);
        if (Scene.Log is { } log && Repository.Policy.Log is not null)
            evidence["log"] = new JsonObject { ["size"] = log.Size, ["root"] = LowerHex.Of(log.Checkpoint(log.Size).Root.Span) };
        return Expectation.Accepted(evidence);
    }
}
