namespace RegionNode.Issuer.Reviews;

/// <summary>By what a deadline was computed. The numbers stand in the database.</summary>
internal enum DeadlineBasis
{
    /// <summary>The State Council's calendar.</summary>
    Calendar = 0,

    /// <summary>Monday to Friday alone: the calendar of a year that it touches is not at hand, and holidays may move it.</summary>
    WeekendsOnly = 1,
}

/// <summary>By when the office must have decided: a photo one working day after it was given, a dispute some days after it came.</summary>
internal sealed record ReviewDeadline(DateTimeOffset At, DeadlineBasis Basis)
{
    /// <summary>
    /// Given on a working day: the same time of the next one, or of the last of several. Given on another day: the end of that working
    /// day, as if it had been given when the next one began. A later submission never has an earlier deadline, so the order of submission is that of deadlines.
    /// </summary>
    internal static ReviewDeadline Of(DateTimeOffset submitted, WorkingDays calendar, int workingDays = 1)
    {
        var day = ChinaTime.DayOf(submitted);
        var last = Enumerable.Range(0, workingDays).Aggregate(day, (before, _) => calendar.NextAfter(before));
        var at = calendar.IsWorkingDay(day) ? ChinaTime.Midnight(last) + (submitted - ChinaTime.Midnight(day)) : ChinaTime.Midnight(last.AddDays(1));
        return new ReviewDeadline(at, calendar.Knows(day.Year) && calendar.Knows(last.Year) ? DeadlineBasis.Calendar : DeadlineBasis.WeekendsOnly);
    }
}
