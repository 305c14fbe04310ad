using TrustList.Format.Metadata;

namespace TrustList.Sync;

/// <summary>What became of one act of a <see cref="TufClient"/>.</summary>
public sealed record TufOutcome
{
    /// <summary>Whether it was done whole.</summary>
    public bool Ok => Fault is null;

    /// <summary>Why not, or null.</summary>
    public SyncFault? Fault { get; init; }

    /// <summary>The rule of TUF that failed, where it was one.</summary>
    public MetadataFault? MetadataFault { get; init; }

    /// <summary>Which file, for an operator.</summary>
    public string Detail { get; init; } = string.Empty;

    internal static TufOutcome From(SyncStop? stop) =>
        stop is null ? new() : new() { Fault = stop.Fault, MetadataFault = stop.MetadataFault, Detail = stop.Detail };
}
