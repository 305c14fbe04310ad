using System.Security.Cryptography;
using TrustList.Format.Log;
using TrustList.Format.Metadata;
using TrustList.Format.Status;
using TrustList.Protocol;

namespace RegionNode.Issuer.Witnessing;

/// <summary>Decides on one offer, in the order of SPEC.md §12.6. Pure: what is known comes as an argument, nothing is recorded.</summary>
internal sealed class WitnessCheck(string region, WatchedLog log, WitnessMemory memory, DateTimeOffset now)
{
    /// <summary>How far the hub's clock may be ahead of ours.</summary>
    internal static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(60);

    internal WitnessDecision Judge(WitnessOffer offer)
    {
        // 1. A checkpoint of this log, signed by its key.
        var signed = SignedCheckpoint.Verify(offer.Checkpoint.Memory, log.Origin, log.Key);
        if (!signed.Ok)
            return Refuse(signed.Fault == LogFault.Malformed ? WitnessRefusal.Malformed : WitnessRefusal.ForgedCheckpoint, signed.Detail);
        var note = new WitnessedNote(signed.Value.Checkpoint, offer.Checkpoint.Memory);
        // 2. The same tree as before, or one that begins with it. 3. The newest leaf. 4. to 7. What the leaf says.
        if (Tree(note, offer) is { } tree)
            return tree;
        var epoch = Epoch.Read(offer.Epoch.Memory);
        if (!epoch.Ok)
            return Refuse(WitnessRefusal.Malformed, epoch.Detail);
        return Newest(note.Checkpoint, epoch.Value, offer) ?? Time(epoch.Value) ?? OwnHead(epoch.Value, offer.OwnHead) ?? OwnBatch(offer.OwnBatch)
            ?? Snapshot(note, epoch.Value, offer.Snapshot.Memory);
    }

    private WitnessDecision.Refuse? Tree(WitnessedNote note, WitnessOffer offer)
    {
        var (size, root) = (note.Checkpoint.Size, note.Checkpoint.Root);
        if (size == 0)
            return Refuse(WitnessRefusal.Malformed, "a log without leaves");
        if (memory.Last is not { } last)
            return null;
        if (size < last.Size)
            return Refuse(WitnessRefusal.SmallerTree, $"{size} leaves, {last.Size} were cosigned");
        if (size == last.Size)
        {
            return root.Span.SequenceEqual(last.Root) ? null
                : new(WitnessRefusal.SplitView, $"two roots of {size} leaves", note.Bytes);
        }
        var path = offer.Consistency.Select(hash => hash.Memory).ToList();
        return MerkleTree.VerifyConsistency(last.Size, last.Root, size, root, path) ? null
            : new(WitnessRefusal.InconsistentTree, $"{size} leaves do not begin with the {last.Size} that were cosigned", note.Bytes);
    }

    private static WitnessDecision.Refuse? Newest(Checkpoint checkpoint, Epoch epoch, WitnessOffer offer)
    {
        var path = offer.EpochPath.Select(hash => hash.Memory).ToList();
        return epoch.Number == checkpoint.Size - 1
            && MerkleTree.VerifyInclusion(MerkleTree.LeafHash(offer.Epoch.Span), epoch.Number, checkpoint.Size, path, checkpoint.Root)
            ? null
            : Refuse(WitnessRefusal.EpochNotIncluded, $"epoch {epoch.Number} of {checkpoint.Size}");
    }

    private WitnessDecision.Refuse? Time(Epoch epoch)
    {
        if (epoch.Time > now + ClockSkew)
            return Refuse(WitnessRefusal.EpochFromTheFuture, $"epoch {epoch.Number} is {(long)(epoch.Time - now).TotalSeconds} s ahead");
        return memory.Last is { } last && epoch.Time < last.EpochTime
            ? Refuse(WitnessRefusal.EpochTimeWentBack, $"epoch {epoch.Number} is {(long)(last.EpochTime - epoch.Time).TotalSeconds} s before the last")
            : null;
    }

    private WitnessDecision.Refuse? OwnHead(Epoch epoch, HeadProof? own)
    {
        if (own is null)
            return memory.HeadDue == 0 ? null : Refuse(WitnessRefusal.OwnHeadMissing, $"no head; version {memory.HeadDue} was admitted before the merge delay");
        if (!HeadsTree.Verify(region, own.Hash.Memory, (int)own.Index, epoch.Heads, [.. own.Path.Select(hash => hash.Memory)], epoch.HeadsRoot)
            || own.Count != epoch.Heads)
            return Refuse(WitnessRefusal.OwnHeadMissing, "the head offered is not in the epoch");
        if (memory.HeadHash((long)own.Version) is not { } hash || !own.Hash.Span.SequenceEqual(hash))
            return Refuse(WitnessRefusal.OwnHeadForeign, $"head {own.Version} was not signed here; {memory.HeadNewest} is the newest that was");
        return (long)own.Version < memory.HeadDue
            ? Refuse(WitnessRefusal.OwnHeadMissing, $"head {own.Version}; version {memory.HeadDue} was admitted before the merge delay")
            : null;
    }

    private WitnessDecision.Refuse? OwnBatch(ulong upTo) =>
        upTo > (ulong)memory.BatchNewest ? Refuse(WitnessRefusal.OwnBatchForeign, $"batch {upTo} was not signed here; {memory.BatchNewest} is the newest that was")
        : upTo < (ulong)memory.BatchDue ? Refuse(WitnessRefusal.OwnBatchMissing, $"batches up to {upTo}; {memory.BatchDue} was admitted before the merge delay")
        : null;

    private WitnessDecision Snapshot(WitnessedNote note, Epoch epoch, ReadOnlyMemory<byte> bytes)
    {
        if (EmergencyIn(epoch, bytes) is not { } emergency)
            return Refuse(WitnessRefusal.WrongSnapshot, "not the snapshot that the epoch names, or unreadable");
        return emergency < memory.EmergencyDue
            ? Refuse(WitnessRefusal.EmergencyStale, $"emergency metadata {emergency}; {memory.EmergencyDue} was known before the merge delay")
            : new WitnessDecision.Cosign(note, epoch.Time, epoch.SnapshotSha256, emergency);
    }

    /// <summary>The version of the emergency role that the epoch's snapshot lists, 0 where it lists none; null: not that snapshot.</summary>
    private long? EmergencyIn(Epoch epoch, ReadOnlyMemory<byte> bytes)
    {
        if (bytes.IsEmpty)
            return memory.Last is { } last && epoch.SnapshotSha256.Span.SequenceEqual(last.SnapshotSha256) ? last.Emergency : null;
        if (!SHA256.HashData(bytes.Span).AsSpan().SequenceEqual(epoch.SnapshotSha256.Span))
            return null;
        return EmergencyOf(bytes);
    }

    /// <summary>The version of the emergency role that a snapshot lists; 0: none; null: unreadable.</summary>
    private static long? EmergencyOf(ReadOnlyMemory<byte> snapshot) =>
        MetadataReader.Snapshot(snapshot) is { Ok: true } read
            ? read.Value.Signed.Meta.TryGetValue(RoleNames.MetaName(RoleNames.Emergency), out var listed) ? listed.Version : 0
            : null;

    private static WitnessDecision.Refuse Refuse(WitnessRefusal why, string detail) => new(why, detail);
}
