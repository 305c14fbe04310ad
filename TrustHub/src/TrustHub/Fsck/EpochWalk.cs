using TrustHub.Storage;
using TrustHub.Transparency;
using TrustList.Format.Log;
using TrustList.Format.Status;
using TrustList.Format.Transfers;

namespace TrustHub.Fsck;

/// <summary>
/// The epochs in order: numbers without gaps, times that never go back, snapshots that were signed, heads that only advance,
/// every root; and with them the checkpoints (<see cref="CheckpointWalk"/>) and what the tiles should be.
/// </summary>
internal sealed class EpochWalk(ILogStore log, IHubStore store, IReadOnlyList<LogPolicy> policies)
{
    /// <summary>The tiles, once the log is walked.</summary>
    public ExpectedTiles Tiles { get; } = new();

    public IEnumerable<string> Violations()
    {
        var snapshots = store.Snapshots().Select(snapshot => Digest.Of(snapshot.Bytes)).ToHashSet(StringComparer.Ordinal);
        var heads = new SortedDictionary<string, EpochHead>(StringComparer.Ordinal);
        var tiles = new TileFolder(Tiles);
        var checkpoints = new CheckpointWalk(log, policies);
        DateTimeOffset? before = null;
        foreach (var row in log.Epochs(0))
        {
            if (row.Number != tiles.Size)
            {
                yield return $"epoch {row.Number} follows {tiles.Size} leaves";
                yield break;
            }
            if (Epoch.Read(row.Leaf) is not { Ok: true, Value: var epoch } || epoch.Number != row.Number || epoch.Time != row.At)
            {
                yield return $"epoch {row.Number}: the leaf is not the row's";
                yield break;
            }
            if (epoch.Time < before)
                yield return $"epoch {row.Number} goes back in time";
            before = epoch.Time;
            if (!snapshots.Contains(Convert.ToHexStringLower(epoch.SnapshotSha256.Span)))
                yield return $"epoch {row.Number} names a snapshot that was never signed";
            foreach (var violation in Heads(epoch, heads).Concat(Batches(epoch)).Concat(Transfers(epoch)))
                yield return violation;
            tiles.Append([row.Leaf]);
            tiles.Write();
            foreach (var violation in checkpoints.At(tiles.Size, tiles.Root))
                yield return violation;
        }
        foreach (var violation in checkpoints.End())
            yield return violation;
    }

    private IEnumerable<string> Heads(Epoch epoch, SortedDictionary<string, EpochHead> heads)
    {
        foreach (var head in log.ChangedHeads(epoch.Number))
        {
            if (heads.TryGetValue(head.Region, out var known) && head.Version <= known.Version)
                yield return $"epoch {epoch.Number}: the head of region {head.Region} goes back from {known.Version} to {head.Version}";
            heads[head.Region] = head;
        }
        if (epoch.Heads != heads.Count || !epoch.HeadsRoot.Span.SequenceEqual(HeadsTree.Root(heads.Values.Select(head => (head.Region, head.Hash))).Span))
            yield return $"epoch {epoch.Number}: the root over the heads is not theirs";
    }

    private IEnumerable<string> Batches(Epoch epoch)
    {
        var batches = log.BatchesOf(epoch.Number);
        if (epoch.Batches != batches.Length || !epoch.IssuanceRoot.Span.SequenceEqual(BatchTree.Root(batches).Span))
            yield return $"epoch {epoch.Number}: the root over the batches is not theirs";
    }

    private IEnumerable<string> Transfers(Epoch epoch)
    {
        var transfers = log.TransfersOf(epoch.Number);
        if (epoch.Transfers != transfers.Length || !epoch.TransfersRoot.Span.SequenceEqual(LoggedTransfers.Root(transfers.Select(transfer => transfer.Hash)).Span))
            yield return $"epoch {epoch.Number}: the root over the transfers is not theirs";
        foreach (var late in transfers.Where(transfer => transfer.NotAfter < epoch.Time))
            yield return $"epoch {epoch.Number} holds transfer {late.Id} after its deadline";
    }
}
