using System.Collections.Immutable;
using TrustList.Format.Status;

namespace TrustList.Sync.Status;

/// <summary>What became of one package, update or epoch.</summary>
public sealed record MirrorOutcome
{
    internal static readonly MirrorOutcome Unchanged = new();
    internal static readonly MirrorOutcome News = new() { Changed = true };

    /// <summary>Whether it was taken, or had been before.</summary>
    public bool Ok => Fault is null;

    /// <summary>Why it was not, or null.</summary>
    public MirrorFault? Fault { get; init; }

    /// <summary>For an operator.</summary>
    public string Detail { get; init; } = string.Empty;

    /// <summary>Whether the mirror now holds more than before.</summary>
    public bool Changed { get; init; }

    /// <summary>Regions whose newest head the epoch names and the mirror does not hold: to be fetched.</summary>
    public ImmutableArray<string> Behind { get; init; } = [];

    /// <summary>Two heads of one version by one region, where that is the fault: the held one and the other, as they were signed.</summary>
    public (ReadOnlyMemory<byte> Held, ReadOnlyMemory<byte> Other)? Evidence { get; init; }

    /// <summary>The head that was pushed and taken just now, and what it changed; null of anything else.</summary>
    public (VerifiedStatusHead Head, StatusDelta Delta)? Pushed { get; init; }

    internal static MirrorOutcome Failed(MirrorFault fault, string detail) => new() { Fault = fault, Detail = detail };
}
