using TrustList.Format.Registry;
using TrustList.Format.Signing;
using TrustList.Format.Verification;
using TrustList.Testing;

namespace TrustList.Sync.Tests;

/// <summary>Emergency notices as a client meets them: over the wire, across restarts, and against who would take them back.</summary>
public sealed class NoticeSyncTests
{
    [Fact]
    public async Task Learns_a_notice_at_the_next_sync_and_keeps_it_offline()
    {
        await using var bed = await StartAsync();
        Assert.Empty((await bed.SyncedAsync()).State!.Notices.Document.Notices);
        PublishNotice(bed);
        bed.Hub.ForgetRequests();

        var state = (await bed.SyncedAsync()).State!;

        Assert.Equal(RegionStanding.UnderNotice, state.StandingOf("310000", bed.Clock.Now));
        Assert.Equal(RegionStanding.Active, state.StandingOf("320000", bed.Clock.Now));
        Assert.Null(state.FindRoute("310000", bed.Clock.Now));
        Assert.Equal(RegionStanding.UnderNotice, bed.Load().State!.StandingOf("310000", bed.Clock.Now));
        // The root probe, timestamp, snapshot, the role and the notices: what a region published is not fetched again.
        Assert.Equal(5, bed.Hub.Requests.Count);
    }

    [Fact]
    public async Task Lets_a_notice_lapse_only_where_later_targets_are_held()
    {
        await using var bed = await StartAsync();
        await bed.SyncedAsync();
        PublishNotice(bed);
        await bed.SyncedAsync();

        bed.Clock.Now += TimeSpan.FromHours(73);
        bed.Repository.Now = bed.Clock.Now;
        bed.Repository.PublishUrgently();
        bed.Serve();
        Assert.Equal(RegionStanding.UnderNotice, (await bed.SyncedAsync()).State!.StandingOf("310000", bed.Clock.Now));

        bed.PublishLater();
        Assert.Equal(RegionStanding.Active, (await bed.SyncedAsync()).State!.StandingOf("310000", bed.Clock.Now));
        Assert.Equal(RegionStanding.Active, bed.Load().State!.StandingOf("310000", bed.Clock.Now));
    }

    [Fact]
    public async Task Rejects_notices_that_take_one_back_across_restarts()
    {
        await using var bed = await StartAsync();
        PublishNotice(bed);
        await bed.SyncedAsync();
        bed.Repository.Notices = NoticesDocument.Empty;
        bed.PublishLater();

        foreach (var state in new[] { (await bed.SyncedAsync()).State!, bed.Load().State!, (await bed.NewClient().SyncAsync()).State! })
        {
            Assert.Equal(ExclusionReason.HistoryRewritten, state.NoticesExcluded!.Reason);
            Assert.Equal(RegionStanding.UnderNotice, state.StandingOf("310000", bed.Clock.Now));
        }
    }

    [Fact]
    public async Task Keeps_what_is_known_where_the_duty_officers_signature_is_forged_or_their_role_expired()
    {
        await using var bed = await StartAsync();
        PublishNotice(bed);
        await bed.SyncedAsync();
        bed.Repository.SignWith = (role, signers) => role == "emergency" ? [SoftwareSigner.Create(SignatureAlgorithm.ES256)] : signers;
        bed.PublishLater();
        await AssertKept(bed, ExclusionReason.BadlySigned);

        bed.Repository.SignWith = null;
        bed.Repository.Lives["emergency"] = TimeSpan.Zero;
        bed.PublishLater();
        await AssertKept(bed, ExclusionReason.Expired);
    }

    [Fact]
    public async Task Says_that_notices_are_missing_where_duty_officers_have_published_none()
    {
        await using var bed = await SyncBed.StartAsync();
        bed.Repository.DutyOfficers = [SoftwareSigner.Create(SignatureAlgorithm.ES256)];
        bed.PublishLater();
        Assert.Equal(ExclusionReason.Missing, (await bed.SyncedAsync()).State!.NoticesExcluded!.Reason);
    }

    [Fact]
    public async Task Survives_a_clock_that_is_wrong_by_a_day_either_way()
    {
        await using var bed = await StartAsync();
        PublishNotice(bed);
        var right = bed.Clock.Now;
        await bed.SyncedAsync();

        bed.Clock.Now = right.AddDays(1);
        var ahead = await bed.Client.SyncAsync();
        Assert.Equal(SyncFault.Frozen, ahead.Fault);
        Assert.True(ahead.State!.ValidUntil <= bed.Clock.Now);
        Assert.True(bed.Load().IsExpired);

        bed.Clock.Now = right.AddDays(-1);
        var behind = await bed.Client.SyncAsync();
        Assert.True(behind.State!.SignedAfter > bed.Clock.Now);
        Assert.Equal(RegionStanding.UnderNotice, behind.State.StandingOf("310000", bed.Clock.Now));

        bed.Clock.Now = right;
        Assert.True((await bed.Client.SyncAsync()).State!.SignedAfter <= right);
    }

    internal static async Task<SyncBed> StartAsync()
    {
        var bed = await SyncBed.StartAsync();
        bed.Repository.DutyOfficers = [SoftwareSigner.Create(SignatureAlgorithm.ES256)];
        bed.Repository.Notices = NoticesDocument.Empty;
        bed.PublishLater();
        return bed;
    }

    internal static void PublishNotice(SyncBed bed)
    {
        bed.Clock.Now += TimeSpan.FromMinutes(1);
        bed.Repository.Now = bed.Clock.Now;
        bed.Repository.Notices = SampleNotices.Document(SampleNotices.OfRegion("310000", bed.Clock.Now, bed.Repository.TargetsVersion));
        bed.Repository.PublishUrgently();
        bed.Serve();
    }

    private static async Task AssertKept(SyncBed bed, ExclusionReason reason)
    {
        var state = (await bed.SyncedAsync()).State!;
        Assert.Equal(reason, state.NoticesExcluded!.Reason);
        Assert.Equal(RegionStanding.UnderNotice, state.StandingOf("310000", bed.Clock.Now));
    }
}
