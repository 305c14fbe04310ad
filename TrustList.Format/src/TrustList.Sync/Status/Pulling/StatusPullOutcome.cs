using System.Collections.Immutable;

namespace TrustList.Sync.Status;

/// <summary>What became of one pull. Whatever it is, what was held before is kept.</summary>
public sealed record StatusPullOutcome
{
    /// <summary>Whether the mirror is at the hub's newest witnessed epoch.</summary>
    public bool Ok => Transport is null && Fault is null;

    /// <summary>Why nothing came, or could not be stored; null otherwise.</summary>
    public SyncFault? Transport { get; init; }

    /// <summary>Why what came was refused; null otherwise.</summary>
    public MirrorFault? Fault { get; init; }

    /// <summary>For an operator.</summary>
    public string Detail { get; init; } = string.Empty;

    /// <summary>What was applied, with its bytes.</summary>
    public ImmutableArray<(string Path, int Bytes)> Applied { get; init; } = [];

    /// <summary>Regions whose newest state is not here.</summary>
    public ImmutableArray<string> Behind { get; init; } = [];

    /// <summary>Requests made, retries included.</summary>
    public int Requests { get; init; }

    /// <summary>Bytes of body received.</summary>
    public long Bytes { get; init; }
}
