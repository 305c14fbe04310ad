using TrustList.Format.Encoding;

namespace TrustList.Format.Log;

/// <summary>Something wrong with a log's files.</summary>
/// <param name="Path">Which file.</param>
/// <param name="Fault">What kind.</param>
/// <param name="Detail">What, for an operator.</param>
public sealed record LogViolation(string Path, LogFault Fault, string Detail)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Path}: {Fault}: {Detail}";
}

/// <summary>
/// Walks a whole log (SPEC.md §12.12): every entry is an epoch with its own number, in order of time, and is the leaf in its
/// tile; every tile is what the one below makes it; the root is the checkpoint's. Memory does not grow with the log.
/// </summary>
public static class LogAudit
{
    /// <summary>The violations, as they are met; none for a whole log.</summary>
    /// <param name="checkpoint">What the log says of itself.</param>
    /// <param name="read">A file by its path below the log's address, or null.</param>
    public static IEnumerable<LogViolation> Run(Checkpoint checkpoint, Func<string, ReadOnlyMemory<byte>?> read)
    {
        var size = checkpoint.Size;
        var levels = new List<List<ReadOnlyMemory<byte>>>();
        var last = DateTimeOffset.MinValue;
        for (var index = 0L; index * TilePath.FullWidth < size; index++)
        {
            var path = TilePath.Entries(index, TileReader.Width(size, 0, index));
            var entries = new TileReader(size, read).Entries(index);
            if (!entries.Ok)
            {
                yield return new LogViolation(path, entries.Fault, entries.Detail);
                yield break;
            }
            for (var i = 0; i < entries.Value.Length; i++)
            {
                if (CheckEpoch(entries.Value[i], index * TilePath.FullWidth + i, ref last) is { } wrong)
                    yield return new LogViolation(path, LogFault.WrongData, wrong);
            }
            foreach (var violation in Climb(levels, 0, entries.Value.Select(entry => MerkleTree.LeafHash(entry.Span)), size, read))
                yield return violation;
        }

        // What is left in each level is its last tile, a part of a full one.
        for (var level = 0; level < levels.Count; level++)
        {
            if (levels[level].Count > 0 && CheckTile(size, read, level, (size >> 8 * level) / TilePath.FullWidth, levels[level]) is { } violation)
                yield return violation;
        }
        var root = new LogTree(size, read).Root();
        if (!root.Ok || !root.Value.Span.SequenceEqual(checkpoint.Root.Span))
            yield return new LogViolation("checkpoint", LogFault.WrongData, root.Ok ? "its root is not that of the tiles" : root.Detail);
    }

    private static string? CheckEpoch(ReadOnlyMemory<byte> entry, long index, ref DateTimeOffset last)
    {
        var epoch = Epoch.Read(entry);
        if (!epoch.Ok)
            return $"entry {index}: {epoch.Fault}: {epoch.Detail}";
        var before = last;
        last = epoch.Value.Time;
        return epoch.Value.Number != index ? $"entry {index} is epoch {epoch.Value.Number}"
            : epoch.Value.Time < before ? $"epoch {index} is of {Instants.Format(epoch.Value.Time)}, before the one before it"
            : null;
    }

    private static IEnumerable<LogViolation> Climb(
        List<List<ReadOnlyMemory<byte>>> levels, int level, IEnumerable<ReadOnlyMemory<byte>> hashes, long size, Func<string, ReadOnlyMemory<byte>?> read)
    {
        if (levels.Count == level)
            levels.Add([]);
        levels[level].AddRange(hashes);
        if (levels[level].Count < TilePath.FullWidth)
            yield break;
        var full = levels[level];
        levels[level] = [];
        // Full tiles come one after another: how many there were is how many hashes the next level has had.
        var index = levels.Count > level + 1 ? Had(levels, level + 1) : 0;
        if (CheckTile(size, read, level, index, full) is { } violation)
            yield return violation;
        foreach (var above in Climb(levels, level + 1, [MerkleTree.Root(full)], size, read))
            yield return above;
    }

    private static long Had(List<List<ReadOnlyMemory<byte>>> levels, int level) =>
        levels[level].Count + (levels.Count > level + 1 ? TilePath.FullWidth * Had(levels, level + 1) : 0);

    private static LogViolation? CheckTile(long size, Func<string, ReadOnlyMemory<byte>?> read, int level, long index, List<ReadOnlyMemory<byte>> hashes)
    {
        var path = TilePath.Tile(level, index, TileReader.Width(size, level, index));
        var tile = new TileReader(size, read).Tile(level, index);
        if (!tile.Ok)
            return new LogViolation(path, tile.Fault, tile.Detail);
        var wrong = Enumerable.Range(0, hashes.Count).Where(i => !tile.Value.Span.Slice(i * MerkleTree.HashBytes, MerkleTree.HashBytes).SequenceEqual(hashes[i].Span)).ToList();
        return wrong.Count == 0 ? null : new LogViolation(path, LogFault.WrongData, $"hash {wrong[0]}{(wrong.Count > 1 ? $" and {wrong.Count - 1} more" : "")} of {hashes.Count}");
    }
}
