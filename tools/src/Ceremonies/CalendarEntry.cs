namespace Federation.Ceremonies;

/// <summary>How urgent a renewal is.</summary>
public enum CalendarStanding
{
    /// <summary>Before the day to renew it.</summary>
    Good,

    /// <summary>Past the day to renew it.</summary>
    Due,

    /// <summary>It has ended: verifiers refuse what rests on it.</summary>
    Ended,
}

/// <summary>One thing that ends unless somebody acts.</summary>
/// <param name="Name">Which.</param>
/// <param name="HalfAt">The day to renew it: when half of its life is over, of long registrations later (<see cref="Calendar"/>).</param>
/// <param name="EndsAt">When it ends.</param>
/// <param name="Act">Who does what.</param>
public sealed record CalendarEntry(string Name, DateTimeOffset HalfAt, DateTimeOffset EndsAt, Sentence Act)
{
    /// <summary>Its standing at an instant.</summary>
    public CalendarStanding StandingAt(DateTimeOffset at) => at >= EndsAt ? CalendarStanding.Ended : at >= HalfAt ? CalendarStanding.Due : CalendarStanding.Good;
}
