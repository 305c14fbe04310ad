using System.Collections.Immutable;

namespace TrustList.Format.Log;

/// <summary>Makes the tiles and bundles of new leaves out of the newest of what is there (SPEC.md §12.10).</summary>
internal static class TileWriter
{
    public static LogResult<LogGrowth> Append(long size, Func<string, ReadOnlyMemory<byte>?> read, IReadOnlyList<ReadOnlyMemory<byte>> entries)
    {
        var files = ImmutableArray.CreateBuilder<LogFile>();
        var reader = new TileReader(size, read);

        // 1. Bundles.
        var bundled = new List<ReadOnlyMemory<byte>>();
        if (size % TilePath.FullWidth != 0)
        {
            var last = reader.Entries(size / TilePath.FullWidth);
            if (!last.Ok)
                return last.As<LogGrowth>();
            bundled.AddRange(last.Value);
        }
        bundled.AddRange(entries);
        var index = size / TilePath.FullWidth;
        foreach (var bundle in entries.Count == 0 ? [] : bundled.Chunk(TilePath.FullWidth))
            files.Add(new(TilePath.Entries(index++, bundle.Length), EntryBundle.Write(bundle)));

        // 2. Tiles, level by level: each tile that became full is one hash of the next level.
        List<ReadOnlyMemory<byte>> fresh = [.. entries.Select(entry => MerkleTree.LeafHash(entry.Span))];
        for (var level = 0; fresh.Count > 0; level++)
        {
            var grown = AddTiles(reader, size >> (8 * level), level, fresh, files);
            if (!grown.Ok)
                return grown.As<LogGrowth>();
            fresh = grown.Value;
        }

        // 3. The tree through what is new and what was there.
        var written = files.ToDictionary(file => file.Path, file => file.Content, StringComparer.Ordinal);
        var tree = new LogTree(size + entries.Count, path => written.TryGetValue(path, out var content) ? content : read(path));
        var root = tree.Root();
        return root.Ok ? LogResult<LogGrowth>.Of(new LogGrowth(tree, root.Value, files.ToImmutable())) : root.As<LogGrowth>();
    }

    private static LogResult<List<ReadOnlyMemory<byte>>> AddTiles(
        TileReader reader, long before, int level, List<ReadOnlyMemory<byte>> fresh, ImmutableArray<LogFile>.Builder files)
    {
        var hashes = new List<ReadOnlyMemory<byte>>();
        if (before % TilePath.FullWidth != 0)
        {
            var last = reader.Tile(level, before / TilePath.FullWidth);
            if (!last.Ok)
                return last.As<List<ReadOnlyMemory<byte>>>();
            hashes.AddRange(TileReader.Split(last.Value));
        }
        hashes.AddRange(fresh);
        var (index, full) = (before / TilePath.FullWidth, new List<ReadOnlyMemory<byte>>());
        foreach (var tile in hashes.Chunk(TilePath.FullWidth))
        {
            files.Add(new(TilePath.Tile(level, index++, tile.Length), Join(tile)));
            if (tile.Length == TilePath.FullWidth)
                full.Add(MerkleTree.Root(tile));
        }
        return LogResult<List<ReadOnlyMemory<byte>>>.Of(full);
    }

    private static byte[] Join(ReadOnlyMemory<byte>[] hashes)
    {
        var bytes = new byte[hashes.Length * MerkleTree.HashBytes];
        for (var i = 0; i < hashes.Length; i++)
            hashes[i].CopyTo(bytes.AsMemory(i * MerkleTree.HashBytes));
        return bytes;
    }
}
