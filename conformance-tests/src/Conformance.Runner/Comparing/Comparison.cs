using System.Collections.Immutable;
using Conformance.Cases;

namespace Conformance.Comparing;

/// <summary>What differs between two runs: what was claimed and what one saw oneself, or before and after a change.</summary>
/// <param name="First">The one.</param>
/// <param name="Second">The other, by which the first is measured.</param>
public sealed record Comparison(ClaimedResults First, ClaimedResults Second)
{
    /// <summary>Every case that is not the same in both, by id.</summary>
    public ImmutableArray<CaseChange> Changes { get; } =
    [
        .. First.Cases.Keys.Union(Second.Cases.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(id => new CaseChange(id, First.Cases.GetValueOrDefault(id), Second.Cases.GetValueOrDefault(id)))
            .Where(change => change.First?.Outcome != change.Second?.Outcome),
    ];

    /// <summary>How many cases came out the same.</summary>
    public int Same => First.Cases.Values.Count(found => Second.Cases.TryGetValue(found.Id, out var other) && other.Outcome == found.Outcome);

    /// <summary>Whether the second run is worse in any case, or lacks one.</summary>
    public bool IsWorse => Changes.Any(change => change.Kind == ChangeKind.Worse);

    /// <summary>How many cases the first run left out, though it was of the same suite and profile.</summary>
    public int LeftOut => First.Suite == Second.Suite && First.Profile == Second.Profile ? Changes.Count(change => change.First is null) : 0;

    /// <summary>What differs beside the cases, a line each.</summary>
    public IEnumerable<string> Remarks()
    {
        if (First.Suite != Second.Suite)
            yield return $"suite {First.Suite}, then {Second.Suite}: cases may have come";
        if (First.Profile != Second.Profile)
            yield return $"profile {First.Profile}, then {Second.Profile}: other cases are asked";
        if (First.AdapterSha256 != Second.AdapterSha256)
            yield return "another program, or the same changed";
        if (LeftOut > 0)
            yield return $"the first leaves out {LeftOut} cases of its profile";
        if (First.Seed == Second.Seed)
            yield return "the same seed: answers that were learnt by heart would not be noticed";
        if (First.SaysPassed != Second.SaysPassed)
            yield return First.SaysPassed ? "passed, then not passed" : "not passed, then passed";
    }
}

/// <summary>A case that came out otherwise.</summary>
/// <param name="Id">The case.</param>
/// <param name="First">What the first run says; null: it did not play it.</param>
/// <param name="Second">What the second says.</param>
public sealed record CaseChange(string Id, ClaimedCase? First, ClaimedCase? Second)
{
    /// <summary>What <see cref="Second"/> is to <see cref="First"/>. A case that is gone is worse; a new one that does not pass is so too.</summary>
    public ChangeKind Kind => (First, Second) switch
    {
        (_, null) => ChangeKind.Worse,
        (null, { Outcome: var now }) => Rank(now) > Rank(Outcome.Unsupported) ? ChangeKind.Worse : ChangeKind.Other,
        ({ Outcome: var before }, { Outcome: var now }) => Rank(now).CompareTo(Rank(before)) switch { > 0 => ChangeKind.Worse, < 0 => ChangeKind.Better, _ => ChangeKind.Other },
    };

    private static int Rank(Outcome outcome) => outcome switch
    {
        Outcome.Pass => 0,
        Outcome.NonStrict => 1,
        Outcome.Unsupported => 2,
        Outcome.Inconclusive => 3,
        _ => 4,
    };
}

/// <summary>What a change means.</summary>
public enum ChangeKind
{
    /// <summary>Another failure, or a new case that asks for a feature or passes.</summary>
    Other,

    /// <summary>It came out better.</summary>
    Better,

    /// <summary>It came out worse, or is gone.</summary>
    Worse,
}
