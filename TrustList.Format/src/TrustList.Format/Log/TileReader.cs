using System.Collections.Immutable;

namespace TrustList.Format.Log;

/// <summary>
/// Reads tiles and entry bundles of a tree of one size. A partial tile may meanwhile be there as the full one alone. What
/// it reads is kept until it is dropped: one reader for one question. Nothing it returns is proved.
/// </summary>
/// <param name="size">Leaves of the tree.</param>
/// <param name="read">A file by its path (<see cref="TilePath"/>), or null.</param>
internal sealed class TileReader(long size, Func<string, ReadOnlyMemory<byte>?> read)
{
    private readonly Dictionary<(int Level, long Index), ReadOnlyMemory<byte>> tiles = [];

    /// <summary>How many hashes a tile of the tree holds; 0 beyond its border.</summary>
    public static int Width(long size, int level, long index)
    {
        var hashes = level * 8 >= 63 ? 0 : size >> (level * 8);
        return (int)Math.Clamp(hashes - index * TilePath.FullWidth, 0, TilePath.FullWidth);
    }

    /// <summary>The hashes of a tile.</summary>
    public LogResult<ReadOnlyMemory<byte>> Tile(int level, long index)
    {
        if (tiles.TryGetValue((level, index), out var known))
            return LogResult<ReadOnlyMemory<byte>>.Of(known);
        var width = Width(size, level, index);
        if ((Find(TilePath.Tile(level, index, width)) ?? Find(TilePath.Tile(level, index))) is not { } tile)
            return Missing(TilePath.Tile(level, index, width), "is not there");
        if (tile.Length != width * MerkleTree.HashBytes && tile.Length != TilePath.FullWidth * MerkleTree.HashBytes)
            return Missing(TilePath.Tile(level, index, width), $"has {tile.Length} bytes");
        return LogResult<ReadOnlyMemory<byte>>.Of(tiles[(level, index)] = tile[..(width * MerkleTree.HashBytes)]);
    }

    /// <summary>The entries of a bundle.</summary>
    public LogResult<ImmutableArray<ReadOnlyMemory<byte>>> Entries(long index)
    {
        var width = Width(size, 0, index);
        var count = width;
        var bytes = Find(TilePath.Entries(index, width));
        if (bytes is null && width < TilePath.FullWidth)
            (bytes, count) = (Find(TilePath.Entries(index)), TilePath.FullWidth);
        if (bytes is not { } bundle)
            return LogResult<ImmutableArray<ReadOnlyMemory<byte>>>.Fail(LogFault.MissingData, $"{TilePath.Entries(index, width)} is not there");
        var entries = EntryBundle.Read(bundle, count);
        return entries.Ok
            ? LogResult<ImmutableArray<ReadOnlyMemory<byte>>>.Of(entries.Value[..width])
            : LogResult<ImmutableArray<ReadOnlyMemory<byte>>>.Fail(LogFault.MissingData, $"{TilePath.Entries(index, width)}: {entries.Detail}");
    }

    /// <summary>The root over a range of leaves.</summary>
    public LogResult<ReadOnlyMemory<byte>> Range(MerkleRange range)
    {
        var (start, length) = (range.Start, range.Length);
        if (long.IsPow2(length))
            return Node(start, length);
        var left = MerkleRanges.Split(length);
        var (first, second) = (Range(new(start, left)), Range(new(start + left, length - left)));
        return !first.Ok ? first : !second.Ok ? second : LogResult<ReadOnlyMemory<byte>>.Of(MerkleTree.NodeHash(first.Value, second.Value));
    }

    // No file of a log is empty: a reader that answers so has none.
    private ReadOnlyMemory<byte>? Find(string path) => read(path) is { IsEmpty: false } file ? file : (ReadOnlyMemory<byte>?)null;

    // A perfect subtree is the root over hashes that stand side by side in one tile.
    private LogResult<ReadOnlyMemory<byte>> Node(long start, long length)
    {
        var height = (int)long.Log2(length);
        var (level, count) = (height / 8, 1 << height % 8);
        var first = start >> (level * 8);
        var tile = Tile(level, first / TilePath.FullWidth);
        if (!tile.Ok)
            return tile;
        var hashes = Split(tile.Value.Slice((int)(first % TilePath.FullWidth) * MerkleTree.HashBytes, count * MerkleTree.HashBytes));
        return LogResult<ReadOnlyMemory<byte>>.Of(MerkleTree.Root(hashes));
    }

    /// <summary>A tile's hashes one by one.</summary>
    public static ReadOnlyMemory<byte>[] Split(ReadOnlyMemory<byte> tile) =>
        [.. Enumerable.Range(0, tile.Length / MerkleTree.HashBytes).Select(i => tile.Slice(i * MerkleTree.HashBytes, MerkleTree.HashBytes))];

    private static LogResult<ReadOnlyMemory<byte>> Missing(string path, string why) =>
        LogResult<ReadOnlyMemory<byte>>.Fail(LogFault.MissingData, $"{path} {why}");
}
