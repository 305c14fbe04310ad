using System.Collections.Immutable;
using TrustList.Format.Metadata;
using TrustList.Format.Verification;

namespace TrustList.Sync;

/// <summary>What became of one sync.</summary>
public sealed record SyncOutcome
{
    /// <summary>Whether the trust list is now the hub's newest. Faults of single status lists do not count against it.</summary>
    public bool Ok => Fault is null;

    /// <summary>Why not, or null.</summary>
    public SyncFault? Fault { get; init; }

    /// <summary>The rule of TUF that failed, where it was one.</summary>
    public MetadataFault? MetadataFault { get; init; }

    /// <summary>Which file, for an operator.</summary>
    public string Detail { get; init; } = string.Empty;

    /// <summary>The state to decide by: the new one, or the good one kept; null where none was ever had.</summary>
    public TrustState? State { get; init; }

    /// <summary>Whether <see cref="State"/> differs from the one before the sync.</summary>
    public bool Changed { get; init; }

    /// <summary>Requests for the trust list, retries included. Two where nothing changed.</summary>
    public int RequestCount { get; init; }

    /// <summary>Requests for status lists and their aggregations, retries included.</summary>
    public int StatusRequestCount { get; init; }

    /// <summary>Bytes of body received, status lists included.</summary>
    public long Bytes { get; init; }

    /// <summary>Status lists that could not be fetched or were refused; the ones held before are kept.</summary>
    public ImmutableArray<StatusFetchFault> StatusFaults { get; init; } = [];
}

/// <summary>A status list, or a region's aggregation, that brought nothing newer.</summary>
/// <param name="Region">The region.</param>
/// <param name="Uri">The address.</param>
/// <param name="Transport">The transport fault, where it was one.</param>
/// <param name="Refusal">Why the list was refused, where it came.</param>
/// <param name="Detail">For an operator.</param>
public sealed record StatusFetchFault(string Region, string Uri, SyncFault? Transport, StatusListRefusal? Refusal, string Detail);
