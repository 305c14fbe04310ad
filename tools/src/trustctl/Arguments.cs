using System.CommandLine;
using TrustList.Format.Encoding;

namespace Trustctl;

/// <summary>Options that several commands share.</summary>
public static class Arguments
{
    /// <summary>`--json`: one JSON object on standard output instead of text.</summary>
    public static Option<bool> Json() => new("--json") { Description = "Print one JSON object for programs" };

    /// <summary>`--now`: a simulated clock; every verdict says so.</summary>
    public static Option<string?> Now() => new("--now") { Description = "Simulated instant, for example 2020-10-12T08:00:00Z; said in the answer" };

    /// <summary>The instant to decide at, and whether it is simulated.</summary>
    public static (DateTimeOffset Instant, bool Simulated) Instant(string? text)
    {
        if (text is null) return (TimeProvider.System.GetUtcNow(), false);
        return Instants.TryParse(text, out var instant) && instant.Year is > 2000 and < 2200 ? (instant, true) : throw new UsageException($"--now {text}: want an instant of this age, such as 2020-10-12T08:00:00Z");
    }

    /// <summary>The clock to work by: the system's, or one that starts at the instant given.</summary>
    public static TimeProvider Clock(string? text) => Instant(text) is (var instant, true) ? new ShiftedClock(instant) : TimeProvider.System;
}
