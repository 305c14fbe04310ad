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

    /// <summary>The failures that were expected.</summary>
    public required ImmutableArray<string> Expected { get; init; }

    /// <summary>What is said against it.</summary>
    public required int Objections { get; init; }

    /// <summary>The cases by id.</summary>
    public required ImmutableSortedDictionary<string, ClaimedCase> Cases { get; init; }

    /// <summary>SHA-256 of the file's bytes, lower hex.</summary>
    public required string Sha256 { get; init; }

    /// <summary>
    /// Whether the file's own cases bear out that the profile is passed: nothing objects, something passed, and what failed was
    /// expected. A case that is left out is not seen here, only by <see cref="Comparison"/> with another run.
    /// </summary>
    public bool Passed => SaysPassed && Objections == 0
        && Cases.Values.Any(found => found.Outcome is Outcome.Pass or Outcome.NonStrict)
        && Cases.Values.All(found => found.Outcome is Outcome.Pass or Outcome.NonStrict or Outcome.Unsupported || Expected.Contains(found.Id));

    /// <summary>How many cases ended so.</summary>
    public int Count(Outcome outcome) => Cases.Values.Count(found => found.Outcome == outcome);
}
