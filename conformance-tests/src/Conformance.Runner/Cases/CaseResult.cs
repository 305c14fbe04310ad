using System.Collections.Immutable;

namespace Conformance.Cases;

/// <summary>How one case ended with one adapter.</summary>
/// <param name="Case">The case.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Detail">Why, where it did not pass; empty else.</param>
/// <param name="Elapsed">How long it took.</param>
/// <param name="Wire">What was said, in order; long lines are cut.</param>
public sealed record CaseResult(ConformanceCase Case, Outcome Outcome, string Detail, TimeSpan Elapsed, ImmutableArray<WireLine> Wire)
{
    /// <summary>What of <see cref="Wire"/> a report shows: of a case that passed its end is enough to be believed.</summary>
    public IEnumerable<WireLine> ReportedWire => Outcome == Outcome.Pass ? Wire.TakeLast(2) : Wire;
}

/// <summary>One line between suite and adapter.</summary>
/// <param name="Direction"><c>&gt;</c> a question, <c>&lt;</c> an answer, <c>!</c> standard error, <c>#</c> a note of the suite.</param>
/// <param name="Text">The line, cut to <see cref="Longest"/> characters.</param>
public sealed record WireLine(char Direction, string Text)
{
    /// <summary>The characters of a line that are kept.</summary>
    public const int Longest = 1_200;

    /// <summary>A line, cut.</summary>
    public static WireLine Of(char direction, string text) =>
        new(direction, text.Length <= Longest ? text : $"{text[..(Longest - 40)]}… ({text.Length} characters)");
}
