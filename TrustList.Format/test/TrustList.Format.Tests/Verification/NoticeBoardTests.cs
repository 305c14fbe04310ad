using TrustList.Format.Registry;
using TrustList.Format.Verification;
using TrustList.Testing;
using static TrustList.Format.Tests.Registry.RegistrySamples;

namespace TrustList.Format.Tests.Verification;

public sealed class NoticeBoardTests
{
    private static readonly DateTimeOffset Issued = Start.AddDays(10);
    private static readonly EmergencyNotice Notice = SampleNotices.OfKey("310000", "key-1", Issued, 3, Issued.AddDays(-2), "sunday-1");

    [Fact]
    public void Lapses_after_72_hours_where_later_targets_are_held()
    {
        var board = Board(4);
        Assert.Equal(NoticeStanding.InForce, board.StandingOf(Notice, Issued.AddHours(72).AddSeconds(-1)));
        Assert.Equal(NoticeStanding.Lapsed, board.StandingOf(Notice, Issued.AddHours(72)));
        Assert.Null(board.OfKey("310000", "key-1", Issued.AddHours(72)));
    }

    [Fact]
    public void Stays_in_force_where_no_later_targets_are_held()
    {
        var board = Board(3);
        Assert.Equal(NoticeStanding.Overdue, board.StandingOf(Notice, Issued.AddYears(1)));
        Assert.NotNull(board.OfKey("310000", "key-1", Issued.AddYears(1)));
    }

    [Fact]
    public void Stays_in_force_where_the_clock_runs_behind_its_issue() => Assert.NotNull(Board(4).OfKey("310000", "key-1", Issued.AddDays(-1)));

    [Fact]
    public void Ends_by_a_lift_alone_once_ratified()
    {
        var ratified = SampleNotices.Decide("sunday-1", NoticeOutcome.Ratified, Issued.AddHours(5));
        var board = Board(9, ratified, SampleNotices.Decide("sunday-1", NoticeOutcome.Lifted, Issued.AddDays(20)));
        Assert.Equal(NoticeStanding.InForce, board.StandingOf(Notice, Issued));
        Assert.Equal(NoticeStanding.Ratified, board.StandingOf(Notice, Issued.AddDays(19)));
        Assert.Equal(NoticeStanding.Lifted, board.StandingOf(Notice, Issued.AddDays(20)));
        Assert.Empty(board.InForce(Issued.AddDays(20)));
    }

    [Fact]
    public void Reaches_back_no_further_than_policy_allows()
    {
        var far = Notice with { DistrustAfter = Issued.AddDays(-300) };
        var board = new NoticeBoard(SampleNotices.Document(far), SamplePolicies.Policy, 3);
        Assert.Equal(Issued.AddDays(-30), board.OfKey("310000", "key-1", Issued)!.DistrustAfter);
        var none = new NoticeBoard(SampleNotices.Document(Notice with { DistrustAfter = null }), SamplePolicies.Policy, 3);
        Assert.Equal(Issued, none.OfKey("310000", "key-1", Issued)!.DistrustAfter);
    }

    [Fact]
    public void Takes_the_notice_that_reaches_back_furthest()
    {
        var second = Notice with { Id = "sunday-2", DistrustAfter = Issued.AddDays(-9) };
        var board = new NoticeBoard(SampleNotices.Document(Notice, second), SamplePolicies.Policy, 3);
        Assert.Equal("sunday-2", board.OfKey("310000", "key-1", Issued)!.Notice.Id);
        Assert.Null(board.OfKey("320000", "key-1", Issued));
        Assert.Null(board.OfRegion("310000", Issued));
    }

    private static NoticeBoard Board(long targets, params NoticeDecision[] decisions) =>
        new(SampleNotices.Document(Notice), SamplePolicies.Policy with { NoticeDecisions = [.. decisions] }, targets);
}
