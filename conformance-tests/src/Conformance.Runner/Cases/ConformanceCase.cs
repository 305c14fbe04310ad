using System.Collections.Immutable;

namespace Conformance.Cases;

/// <summary>One thing that a verifier must or should do, with a permanent id.</summary>
public sealed record ConformanceCase
{
    /// <summary><c>area/topic/name</c>: permanent. A case whose meaning changes gets another id.</summary>
    public required string Id { get; init; }

    /// <summary>What is done, in one sentence of English.</summary>
    public required string Title { get; init; }

    /// <summary>The same in Chinese.</summary>
    public string TitleZh => ChineseTitles.All.GetValueOrDefault(Title, Title);

    /// <summary>What it asks for: <c>SPEC 4.4</c>, <c>ISO 18013-5 B.1.4</c>, <c>TUF 5.3.6</c>, … At least one of SPEC.md.</summary>
    public required ImmutableArray<string> Requirements { get; init; }

    /// <summary>Whether the text says MUST or SHOULD.</summary>
    public Level Level { get; init; } = Level.Must;

    /// <summary>What an attacker gains where it is not kept.</summary>
    public Severity Severity { get; init; } = Severity.High;

    /// <summary>The features of <see cref="Feature"/> that it needs.</summary>
    public required ImmutableArray<string> Features { get; init; }

    /// <summary>Words that tell how it is played: <c>live</c> where the hub misbehaves, <c>slow</c>, <c>kills</c>.</summary>
    public ImmutableArray<string> Flags { get; init; } = [];

    /// <summary>The suite's version that had it first.</summary>
    public string Since { get; init; } = "0.6.0";

    /// <summary>The id of the case without the one change; null for a case that must be accepted.</summary>
    public string? Twin { get; init; }

    /// <summary>Plays it: asks, and ends where an answer is not as demanded.</summary>
    public required Func<CaseRun, Task> Play { get; init; }

    /// <summary>The first part of the id.</summary>
    public string Area => Id[..Id.IndexOf('/', StringComparison.Ordinal)];

    /// <inheritdoc/>
    public override string ToString() => Id;
}

/// <summary>How the text puts it (RFC 2119).</summary>
public enum Level
{
    /// <summary>Whoever does not is no verifier of the federation.</summary>
    Must,

    /// <summary>There may be reasons not to; the report says NON-STRICT.</summary>
    Should,
}

/// <summary>What follows where a case fails.</summary>
public enum Severity
{
    /// <summary>Somebody who should not be believed is: a forged licence, list or log counts.</summary>
    Critical,

    /// <summary>Something that has lost its force counts, or a good thing is refused.</summary>
    High,

    /// <summary>A rule is not kept from which no attack is known.</summary>
    Medium,

    /// <summary>Form.</summary>
    Low,
}
