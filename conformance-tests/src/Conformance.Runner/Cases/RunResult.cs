using System.Collections.Immutable;

namespace Conformance.Cases;

/// <summary>A whole run of the suite with one adapter: what <c>results.json</c> says.</summary>
public sealed record RunResult
{
    /// <summary>The suite's version.</summary>
    public required string Suite { get; init; }

    /// <summary>The seed, 16 hexadecimal digits: repeats keys and order.</summary>
    public required string Seed { get; init; }

    /// <summary>The profile's name.</summary>
    public required string Profile { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>How long it took.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Who answered.</summary>
    public required AdapterIdentity Adapter { get; init; }

    /// <summary>Every case of the profile, by id.</summary>
    public required ImmutableArray<CaseResult> Cases { get; init; }

    /// <summary>Expected failures by case id, with what came of each; empty where no file was given.</summary>
    public ImmutableArray<ExpectedFailure> Expected { get; init; } = [];

    /// <summary>Why the profile is not passed, a line each; empty: it is passed.</summary>
    public required ImmutableArray<string> Objections { get; init; }

    /// <summary>Whether the profile is passed (ADAPTER.md §5).</summary>
    public bool Passed => Objections.IsEmpty;
}

/// <summary>An adapter as it named itself, and the program that was run.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Language">What it is written in.</param>
/// <param name="Features">What it can be asked.</param>
/// <param name="Command">The command line.</param>
/// <param name="Sha256">SHA-256 over the files of the command line that exist (name, length, content of each, in order), lower hex.</param>
public sealed record AdapterIdentity(string Name, string Version, string Language, ImmutableArray<string> Features, string Command, string Sha256);

/// <summary>A failure that is known: it does not refuse the profile until it lapses, and an unexpected pass does.</summary>
/// <param name="Id">The case.</param>
/// <param name="Reason">Why it fails.</param>
/// <param name="Issue">Where it is followed up: an address or a number.</param>
/// <param name="Until">The last day for which it is expected.</param>
public sealed record ExpectedFailure(string Id, string Reason, string Issue, DateOnly Until);
