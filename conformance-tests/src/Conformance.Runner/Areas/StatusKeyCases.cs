using System.Collections.Immutable;
using Conformance.Cases;
using Conformance.Worlds;
using TrustList.Format.Registry;
using TrustList.Format.Signing;
using TrustList.Format.Status;
using TrustList.Testing;
using TrustList.Testing.Forgery;

namespace Conformance.Areas;

/// <summary>A region changes its status key: known for two days before it signs, then it lifts what the old one had suspended.</summary>
internal static class StatusKeyCases
{
    private const string Twin = "incidents/status-key/rotated";
    private static readonly TimeSpan TwoDays = TimeSpan.FromHours(48);

    /// <summary>The cases.</summary>
    public static ImmutableArray<ConformanceCase> All { get; } =
    [
        Case(Twin, "The new key signs two days after it was published", null, run => PlayAsync(run, TwoDays, Who.New)),
        Case("incidents/status-key/signs-too-early", "The new key signs a second before it may", Twin, run => PlayAsync(run, TwoDays - TimeSpan.FromSeconds(1), Who.New, "Suspended", "StatusListMissing")),
        Case("incidents/status-key/strangers", "A key that nobody published signs", Twin, run => PlayAsync(run, TwoDays, Who.Stranger, "Suspended", "StatusListMissing")),
        Case("incidents/status-key/without-notice", "A key that was published at the instant from which it signs: the document does not follow, and counts for nothing", Twin, WithoutNoticeAsync),
        Case("incidents/status-key/lost", "The old key is lost; what it signs lifts nothing", Twin, LostAsync),
    ];

    private enum Who
    {
        New,
        Stranger,
    }

    /// <summary>A status list of the licence's region by any key.</summary>
    public static byte[] List(Story story, long version, StatusValue value, ISigner key)
    {
        var list = new StatusListBuilder(4, 1_024) { [Scene.StatusIndex] = (byte)value };
        var (uri, now) = (story.Scene.StatusUri, story.Now);
        var claims = new StatusListClaims(uri, now, now.AddDays(7), TimeSpan.FromMinutes(5), story.Scene.Home.Node!.StatusBase.TrimEnd('/'), version);
        return StatusListToken.ToCwt(list.ToList(), claims, key, key.PublicKey.Thumbprint);
    }

    private static ConformanceCase Case(string id, string title, string? twin, Func<CaseRun, Task> play) => new()
    {
        Id = id,
        Title = title,
        Requirements = ["SPEC 5.3", "SPEC 5.5", "SPEC 7.5"],
        Severity = Severity.Critical,
        Features = [Feature.TrustList, Feature.Licences],
        Twin = twin,
        Play = play,
    };

    private static async Task<Story> SuspendedAsync(CaseRun run)
    {
        var story = await Story.BeginAsync(run, scene => scene.Status = StatusValue.Suspended);
        await story.SyncedAsync();
        await story.RefusedAsync("Suspended");
        return story;
    }

    private static void Add(Story story, ISigner key, TimeSpan notice) => story.Scene.Home.Issuers = story.Scene.Home.Issuers with
    {
        StatusKeys = story.Scene.Home.Issuers.StatusKeys.Add(RegionSimulator.StatusRecord(key.PublicKey, story.Now, story.Now + notice, story.Now.AddYears(1))),
    };

    private static async Task PlayAsync(CaseRun run, TimeSpan later, Who who, params string[] reasons)
    {
        var story = await SuspendedAsync(run);
        ISigner key = TestKeys.Create(SignatureAlgorithm.ES256), stranger = TestKeys.Create(SignatureAlgorithm.ES256);
        story.Publish(TimeSpan.FromHours(1), _ => Add(story, key, TwoDays));
        await story.SyncedAsync();
        await story.RefusedAsync("Suspended");
        story.Publish(later);
        story.PutStatus(StatusValue.Valid, List(story, 2, StatusValue.Valid, who == Who.New ? key : stranger));
        await story.SyncedAsync();
        await (reasons.Length == 0 ? story.AcceptedAsync() : story.RefusedAsync(reasons));
    }

    private static async Task WithoutNoticeAsync(CaseRun run)
    {
        var story = await SuspendedAsync(run);
        var key = TestKeys.Create(SignatureAlgorithm.ES256);
        story.Publish(TimeSpan.FromHours(1), _ => Add(story, key, TimeSpan.Zero));
        story.PutStatus(StatusValue.Valid, List(story, 2, StatusValue.Valid, key));
        await story.MaybeSyncedAsync();
        await story.RefusedAsync();
    }

    private static async Task LostAsync(CaseRun run)
    {
        var story = await SuspendedAsync(run);
        var home = story.Scene.Home;
        story.Publish(TimeSpan.FromHours(1), _ => home.Issuers = home.Issuers with
        {
            StatusKeys = [.. home.Issuers.StatusKeys.Select(record => record with { History = record.History.Add(new(KeyState.Compromised, story.Now, "Lost")) })],
        });
        story.PutStatus(2, StatusValue.Valid, story.Now);
        await story.SyncedAsync();
        await story.RefusedAsync("StatusListMissing", "Suspended");
    }
}
