using System.Collections.Immutable;

namespace Conformance.Running;

/// <summary>How the suite is run.</summary>
public sealed record SuiteOptions
{
    /// <summary>The adapter's command line.</summary>
    public required string Command { get; init; }

    /// <summary>Whether the adapter is started for each line.</summary>
    public bool EachLine { get; init; }

    /// <summary>From which all test keys come.</summary>
    public required ulong Seed { get; init; }

    /// <summary>How many adapters answer at a time, 1 to 16.</summary>
    public int Jobs { get; init; } = 2;

    /// <summary>By how much every patience is multiplied.</summary>
    public double Patience { get; init; } = 1;

    /// <summary>The cases to play by the beginnings of their ids; their twins are played too. Empty: all.</summary>
    public ImmutableArray<string> Only { get; init; } = [];

    /// <summary>After so many hangs the rest is not played: each counts as HANG.</summary>
    public int HangsAtMost { get; init; } = 8;
}
