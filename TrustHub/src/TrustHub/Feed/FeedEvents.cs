using Google.Protobuf;
using TrustHub.Status;
using TrustHub.Transparency;
using TrustList.Format.Encoding;
using TrustList.Protocol;

namespace TrustHub.Feed;

/// <summary>Makes the events of the feed (SPEC.md §7.13).</summary>
public static class FeedEvents
{
    /// <summary>A head that is durable. A delta larger than <see cref="Limits.FeedDeltaBytes"/> stays at home: the watcher fetches the region's package.</summary>
    public static FeedEvent Status(NewHead head) => new()
    {
        Status = new StatusUpdate
        {
            Region = head.Region,
            Version = (ulong)head.Version,
            Head = UnsafeByteOperations.UnsafeWrap(head.Head),
            Delta = head.Delta.Length <= Limits.FeedDeltaBytes ? UnsafeByteOperations.UnsafeWrap(head.Delta) : ByteString.Empty,
        },
    };

    /// <summary>An epoch that is witnessed, with the heads that are new since another.</summary>
    public static FeedEvent Epoch(WitnessedEpochRow epoch, WitnessedEpochRow? before)
    {
        var update = new EpochUpdate { Proof = UnsafeByteOperations.UnsafeWrap(epoch.Proof) };
        foreach (var (region, version) in epoch.Heads)
        {
            if (before is null || before.Heads.GetValueOrDefault(region) != version)
                update.Heads.Add(new RegionVersion { Region = region, Version = (ulong)version });
        }
        return new FeedEvent { Epoch = update };
    }

    /// <summary>Tells a watcher to fetch the state anew.</summary>
    public static FeedEvent Reset(ulong sequence) => new() { Sequence = sequence, Reset = new FeedReset() };
}
