using System.Collections.Immutable;
using Conformance.Cases;
using Conformance.Worlds;
using TrustList.Format.Metadata;
using TrustList.Format.Signing;
using TrustList.Format.Status;
using TrustList.Testing;

namespace Conformance.Areas;

/// <summary>Roots that follow one another while a handheld sleeps, and keys that are taken away because somebody stole them.</summary>
internal static class RotationCases
{
    private const string Sleeper = "incidents/root-rotation/a-handheld-that-slept";
    private const string Recovered = "incidents/fast-forward/recovered";
    private const int Rotations = 5;

    /// <summary>The cases.</summary>
    public static ImmutableArray<ConformanceCase> All { get; } =
    [
        Case(Sleeper, "Five roots, other keys for all roles, and a region that joined, while a handheld slept for twenty days", null, run => SleepAsync(run, null)),
        Case("incidents/root-rotation/one-link-by-two-operators", "The same, but one of the roots has two signatures of the three needed", Sleeper, run => SleepAsync(run, WeakLink, "Forged")),
        Case("incidents/root-rotation/one-link-missing", "The same, but one of the roots is not served", Sleeper, run => SleepAsync(run, story => story.Hub.Files = story.Hub.Files.Remove("4.root.json"), "Frozen", "Forged", "NotServed")),
        Case("incidents/root-rotation/one-link-twice", "The same, but one of the roots is served in the place of the next", Sleeper,
            run => SleepAsync(run, story => story.Hub.Files = story.Hub.Files.SetItem("4.root.json", story.Hub.Files["3.root.json"]), "Mixed", "Forged", "RolledBack")),
        Case(Recovered, "A thief's timestamp a million versions ahead; then the operators give the hub other keys", null, run => ForwardAsync(run, taken: false, newKeys: true)),
        Case("incidents/fast-forward/recovered-from-a-list-that-was-taken", "The same where the thief's list was taken", null, run => ForwardAsync(run, taken: true, newKeys: true)),
        Case("incidents/fast-forward/without-new-keys", "The same, but the next root leaves the hub's keys as they are", Recovered, run => ForwardAsync(run, taken: false, newKeys: false)),
    ];

    private static ConformanceCase Case(string id, string title, string? twin, Func<CaseRun, Task> play) => new()
    {
        Id = id,
        Title = title,
        Requirements = ["SPEC 4.6", "SPEC 5.8", "TUF 5.3"],
        Severity = Severity.Critical,
        Features = [Feature.TrustList, Feature.Licences],
        Twin = twin,
        Play = play,
    };

    private static async Task SleepAsync(CaseRun run, Action<Story>? spoil, params string[] reasons)
    {
        var story = await Story.BeginAsync(run, HubStolenCases.WithoutHome);
        await story.SyncedAsync();
        await story.RefusedAsync("UnknownIssuer", "StatusListMissing");
        for (var day = 0; day < Rotations; day++)
            story.Publish(TimeSpan.FromDays(4), repository =>
            {
                // Only the last root must be in date.
                repository.Lives[RoleNames.Root] = TimeSpan.FromDays(3);
                NewHubKeys(repository);
                repository.TargetsKeys = [Key(), Key(), Key()];
                repository.RotateRoot();
                if (day == 2)
                    repository.Regions.Add(story.Scene.Home);
            });
        story.PutStatus(2, StatusValue.Valid, story.Now);
        if (spoil is null)
        {
            await story.SyncedAsync();
            await story.AcceptedAsync();
            return;
        }
        spoil(story);
        await story.NotSyncedAsync(reasons);
        await story.RefusedAsync();
    }

    private static async Task ForwardAsync(CaseRun run, bool taken, bool newKeys)
    {
        var story = await Story.TrustedAsync(run);
        const long ahead = 1_000_000;
        if (taken)
        {
            await story.SyncedAsync(HubThief.Serve(story, _ => { }, ahead));
            await story.AcceptedAsync();
        }
        else
        {
            HubThief.Serve(story, ahead, new MetaFile(ahead));
            await story.NotSyncedAsync("NotServed");
        }
        story.Publish(TimeSpan.FromHours(1));
        await story.NotSyncedAsync("RolledBack");
        await story.AcceptedAsync();
        story.Publish(TimeSpan.FromHours(1), repository =>
        {
            if (newKeys)
                NewHubKeys(repository);
            repository.RotateRoot();
        });
        if (!newKeys)
        {
            await story.NotSyncedAsync("RolledBack");
            return;
        }
        await story.SyncedAsync();
        await story.AcceptedAsync();
    }

    private static void WeakLink(Story story)
    {
        var weak = MetadataReader.Root(story.Hub.Files["4.root.json"]).Value.Signed;
        story.Hub.Files = story.Hub.Files.SetItem("4.root.json", MetadataWriter.Write(weak, [.. story.Repository.RootKeys[..2]]));
    }

    private static void NewHubKeys(SimulatedRepository repository) => (repository.SnapshotKey, repository.TimestampKey) = (Key(), Key());

    private static ISigner Key() => TestKeys.Create(SignatureAlgorithm.ES256);
}
