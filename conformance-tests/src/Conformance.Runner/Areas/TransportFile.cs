using System.Collections.Immutable;
using Conformance.Cases;
using Conformance.Worlds;
using TrustList.Format.Signing;
using TrustList.Testing;
using TrustList.Testing.Forgery;

namespace Conformance.Areas;

/// <summary>A file that a sync must have, at which a hub can do wrong.</summary>
/// <param name="Name">Its word in the cases' ids.</param>
/// <param name="Title">What it is.</param>
/// <param name="Where">Its path in the second sync.</param>
/// <param name="Twin">The id of the case where nothing goes wrong.</param>
internal sealed record TransportFile(string Name, string Title, Func<string, bool> Where, string Twin)
{
    /// <summary>The files.</summary>
    public static ImmutableArray<TransportFile> All { get; } =
    [
        new("timestamp", "the timestamp", Ends("/timestamp.json"), "transport/honest/later-list"),
        // The next root replaces the online keys: whoever goes on without it meets signatures of strangers.
        new("root", "the next root", Ends("/2.root.json"), "transport/honest/rotated-root") { Change = Rotate, Besides = ["Forged"] },
        new("snapshot", "the snapshot", Ends(".snapshot.json"), "transport/honest/later-list"),
        new("targets", "the targets", Ends(".targets.json"), "transport/honest/later-list"),
        new("target-file", "the policy, a target file", Ends(".policy.json"), "transport/honest/later-policy") { Features = [Feature.TrustList, Feature.Licences] },
        new("log-proof", "the log's proof", Ends("/log/proof"), "transport/honest/logged-list")
        {
            Scene = WithLog,
            Features = [Feature.TrustList, Feature.Licences],
            Besides = ["NotWitnessed"],
            Requirements = ["SPEC 5.8", "SPEC 12.11"],
        },
    ];

    /// <summary>Changes the federation before its first list.</summary>
    public Action<Scene>? Scene { get; init; }

    /// <summary>Changes it before the second.</summary>
    public Action<SimulatedRepository> Change { get; init; } = ChangePolicy;

    /// <summary>What an adapter needs: metadata are asked of TUF clients too.</summary>
    public ImmutableArray<string> Features { get; init; } = [Feature.TrustList];

    /// <summary>Reasons that a fault of this file gives besides its own.</summary>
    public ImmutableArray<string> Besides { get; init; } = [];

    /// <summary>Sections.</summary>
    public ImmutableArray<string> Requirements { get; init; } = ["SPEC 5.8", "SPEC 4.6"];

    /// <summary>Two lists an hour apart; what goes wrong in the second sync is put right before the third.</summary>
    /// <param name="run">The case.</param>
    /// <param name="wrong">Does wrong; null: nothing goes wrong.</param>
    /// <param name="reasons">For which the second sync must be rejected.</param>
    public async Task PlayAsync(CaseRun run, Action<Story>? wrong, params string[] reasons)
    {
        var story = await Story.TrustedAsync(run, Scene);
        story.Publish(TimeSpan.FromHours(1), Change);
        wrong?.Invoke(story);
        await (wrong is null ? story.SyncedAsync() : story.NotSyncedAsync([.. reasons, .. Besides]));
        await story.AcceptedAsync();
        story.Hub.Behave();
        await story.SyncedAsync();
        await story.AcceptedAsync();
    }

    /// <summary>Lets policy name a log.</summary>
    public static void WithLog(Scene scene)
    {
        scene.Log = LogSimulator.Create("310000", "320000", "330000", "340000");
        scene.Policy = scene.Policy with { Log = scene.Log.Policy };
    }

    /// <summary>Another policy: its file and all above it are new.</summary>
    public static void ChangePolicy(SimulatedRepository repository) =>
        repository.Policy = repository.Policy with { NoticeBackdateDays = repository.Policy.NoticeBackdateDays + 1 };

    private static void Rotate(SimulatedRepository repository)
    {
        (repository.SnapshotKey, repository.TimestampKey) = (TestKeys.Create(SignatureAlgorithm.ES256), TestKeys.Create(SignatureAlgorithm.ES256));
        repository.RotateRoot();
    }

    private static Func<string, bool> Ends(string end) => path => path.EndsWith(end, StringComparison.Ordinal);
}
