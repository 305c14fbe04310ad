using RegionNode.Issuer.Disputes;
using RegionNode.Issuer.Tests.World;

namespace RegionNode.Issuer.Tests.Disputes;

public sealed class DisputeScheduleTests
{
    private readonly StillClock clock = new(DateTimeOffset.UnixEpoch);

    [Fact]
    public void Gives_each_that_is_due_once_and_waits_longer_each_time_up_to_a_minute()
    {
        var schedule = new DisputeSchedule(clock);
        schedule.Add([(3, "330000"), (5, "340000")], upTo: 9);
        Assert.Equal(9, schedule.Newest);
        Assert.Equal([3L, 5], new[] { schedule.TakeDue()!.Seq, schedule.TakeDue()!.Seq }.Order());
        Assert.Null(schedule.TakeDue());

        schedule.Add([(11, "330000")], upTo: 11);
        foreach (var seconds in new[] { 1, 2, 4, 8, 16, 32, 60, 60 })
        {
            var errand = schedule.TakeDue();
            Assert.Equal(11, errand?.Seq);
            schedule.PutBack(errand!, tried: true);
            clock.Advance(TimeSpan.FromSeconds(seconds - 0.5));
            Assert.Null(schedule.TakeDue());
            clock.Advance(TimeSpan.FromSeconds(0.5));
        }
    }

    [Fact]
    public void Takes_the_one_first_that_waits_longest()
    {
        var schedule = new DisputeSchedule(clock);
        schedule.Add([(1, "330000")], upTo: 1);
        schedule.PutBack(schedule.TakeDue()!, tried: true);
        schedule.Add([(2, "330000")], upTo: 2);
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal([2L, 1], [schedule.TakeDue()!.Seq, schedule.TakeDue()!.Seq]);
    }

    [Fact]
    public void Keeps_the_pause_of_one_that_was_not_tried()
    {
        var schedule = new DisputeSchedule(clock);
        schedule.Add([(1, "330000")], upTo: 1);
        for (var look = 0; look < 5; look++)
        {
            schedule.PutBack(schedule.TakeDue()!, tried: false);
            Assert.Null(schedule.TakeDue());
            clock.Advance(TimeSpan.FromSeconds(1));
        }
        Assert.Equal(TimeSpan.FromSeconds(1), schedule.TakeDue()?.Pause);
    }
}
