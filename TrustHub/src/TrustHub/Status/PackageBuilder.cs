using System.Collections.Concurrent;
using System.Collections.Immutable;
using TrustList.Format.Encoding;
using TrustList.Format.Status;

namespace TrustHub.Status;

/// <summary>Makes the packages of one view (SPEC.md §7.11). What it makes proves itself by heads and log proof; the hub adds nothing.</summary>
public sealed class PackageBuilder(RegionStates states, EpochTimes epochs)
{
    // An epoch binds what was admitted before it was begun, which is a moment before its time.
    private static readonly TimeSpan Beginning = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, (long Version, ReadOnlyMemory<byte> Payload)> _snapshots = new(StringComparer.Ordinal);

    /// <summary>Every head, with its state root.</summary>
    public StatusPackage Heads(StatusView view) => new()
    {
        Kind = StatusPackageKind.Heads,
        Heads = [.. Heads(view.Versions).Select(head => CompactHead.Of(head, withRoot: true))],
        LogProof = view.Proof,
    };

    /// <summary>The states of all regions, or of one with the hashes of the others.</summary>
    /// <param name="view">Of which heads.</param>
    /// <param name="region">The one region; null: all.</param>
    public StatusPackage Snapshot(StatusView view, string? region = null)
    {
        var heads = Heads(view.Versions);
        var listed = heads.Where(head => region is null || head.Claims.Region == region).ToList();
        return new StatusPackage
        {
            Kind = StatusPackageKind.Snapshot,
            Heads = [.. listed.Select(head => CompactHead.Of(head))],
            Others = Hashes(heads.Except(listed)),
            Payloads = [.. listed.Select(head => Payload(head.Claims.Region, head.Claims.Version))],
            LogProof = view.Proof,
        };
    }

    /// <summary>
    /// Every change since before a window began: enough for whoever has any state out of that window. Null where there
    /// are more than <see cref="Limits.StatusDeltaChanges"/>: then a snapshot is the smaller download.
    /// </summary>
    public StatusPackage? Rollup(StatusView view, RollupWindow window)
    {
        var since = view.Time - window.Length;
        var heads = Heads(view.Versions);
        var listed = new List<VerifiedStatusHead>();
        var changes = new List<StatusDelta>();
        foreach (var head in heads)
        {
            var history = states.Find(head.Claims.Region)!;
            var (from, upTo) = (history.VersionBefore(since - Beginning), head.Claims.Version);
            if (from >= upTo)
                continue;
            listed.Add(head);
            changes.Add(history.Changes(from, upTo));
        }
        if (changes.Sum(delta => (long)delta.Changes.Length) > Limits.StatusDeltaChanges)
            return null;
        return new StatusPackage
        {
            Kind = StatusPackageKind.Rollup,
            FromEpoch = view.Epoch is null ? 0 : Math.Min(epochs.From(since) ?? 0, view.Epoch.Value),
            Heads = [.. listed.Select(head => CompactHead.Of(head))],
            Others = Hashes(heads.Except(listed)),
            Payloads = [StatusDeltaCodec.Encode(StatusDelta.Concat(changes))],
            LogProof = view.Proof,
        };
    }

    private List<VerifiedStatusHead> Heads(IEnumerable<(string Region, long Version)> versions) =>
        [.. versions.Select(head => states.Head(head.Region, head.Version))];

    /// <summary>Regions change at different times: what was coded for a version is kept until the next one is asked for.</summary>
    private ReadOnlyMemory<byte> Payload(string region, long version)
    {
        if (_snapshots.TryGetValue(region, out var kept) && kept.Version == version)
            return kept.Payload;
        var payload = StatusSnapshotCodec.Encode(states.Find(region)!.StateAt(version));
        _snapshots[region] = (version, payload);
        return payload;
    }

    private static ImmutableArray<(string Region, ReadOnlyMemory<byte> Hash)> Hashes(IEnumerable<VerifiedStatusHead> heads) =>
        [.. heads.Select(head => (head.Claims.Region, head.Hash))];
}
