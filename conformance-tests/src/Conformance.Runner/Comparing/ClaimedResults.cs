using System.Collections.Immutable;
using Conformance.Cases;

namespace Conformance.Comparing;

/// <summary>What a file <c>results.json</c> says; that it is true no file can prove, only a run of one's own.</summary>
public sealed record ClaimedResults
{
    /// <summary>The suite's version.</summary>
    public required string Suite { get; init; }

    /// <summary>The seed, 16 hexadecimal digits.</summary>
    public required string Seed { get; init; }

    /// <summary>The profile's name.</summary>
    public required string Profile { get; init; }

    /// <summary>When the run began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>The adapter's name, its own word.</summary>
    public required string Adapter { get; init; }

    /// <summary>The adapter's version, its own word.</summary>
    public required string AdapterVersion { get; init; }

    /// <summary>SHA-256 of the adapter's program, lower hex (ADAPTER.md §6).</summary>
    public required string AdapterSha256 { get; init; }

    /// <summary>Whether the file says that the profile is passed.</summary>
    public required bool SaysPassed { get; init; }

    /// <summary>What the adapter said that it can be asked.</summary>
    public required ImmutableArray<string> Features { get; init; }

    /// <summary>The failures that were expected.</summary>
    public required ImmutableArray<ExpectedFailure> Expected { get; init; }

    /// <summary>What is said against it.</summary>
    public required int Objections { get; init; }

    /// <summary>The cases by id.</summary>
    public required ImmutableSortedDictionary<string, ClaimedCase> Cases { get; init; }

    /// <summary>SHA-256 of the file's bytes, lower hex.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Whether it is of this version of the suite: another's cases are not known here.</summary>
    public bool IsOfThisSuite => Suite == Running.Suite.Version;

    /// <summary>
    /// Whether the file's own outcomes bear out that the profile is passed, by the cases of this version of the suite: none left out,
    /// none invented. That they are what happened no file shows, only <see cref="Comparison"/> with a run of one's own.
    /// </summary>
    public bool Passed => IsOfThisSuite && SaysPassed && Objections == 0 && Running.Profile.Find(Profile) is { } profile
        && Cases.Keys.All(id => Catalogue.Find(id) is { } found && profile.Takes(found))
        && Running.Objections.Of(
            profile, new AdapterIdentity(Adapter, AdapterVersion, string.Empty, Features, string.Empty, AdapterSha256),
            [.. Cases.Values.Select(found => new CaseResult(Catalogue.Find(found.Id)!, found.Outcome, string.Empty, TimeSpan.Zero, []))],
            Expected, DateOnly.FromDateTime(StartedAt.UtcDateTime)).IsEmpty;
}
