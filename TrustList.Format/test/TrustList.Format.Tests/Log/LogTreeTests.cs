using TrustList.Format.Log;
using TrustList.Testing;

namespace TrustList.Format.Tests.Log;

public sealed class LogTreeTests
{
    private readonly Dictionary<string, ReadOnlyMemory<byte>> files = new(StringComparer.Ordinal);

    private ReadOnlyMemory<byte>? Read(string path)
    {
        if (files.TryGetValue(path, out var content))
            return content;
        return null;
    }

    private static ReadOnlyMemory<byte> Data(int i) => BitConverter.GetBytes(i);

    private LogTree Grow(LogTree tree, int count)
    {
        var grown = tree.Append([.. Enumerable.Range((int)tree.Size, count).Select(Data)]).Value;
        Assert.Equal(grown.Tree.Root().Value.ToArray(), grown.Root.ToArray());
        foreach (var file in grown.Files)
        {
            Assert.True(!files.TryGetValue(file.Path, out var before) || before.Span.SequenceEqual(file.Content.Span), file.Path);
            files[file.Path] = file.Content;
        }
        return new LogTree(tree.Size + count, Read);
    }

    [Fact]
    public void Grows_leaf_by_leaf_as_the_whole_tree_would_be()
    {
        var leaves = Enumerable.Range(0, 600).Select(i => MerkleTree.LeafHash(Data(i).Span)).ToList();
        var tree = new LogTree(0, Read);
        Assert.Equal(MerkleTree.EmptyRoot.ToArray(), tree.Root().Value.ToArray());
        for (var size = 1; size <= 600; size++)
        {
            tree = Grow(tree, 1);
            if (size is < 20 or (> 250 and < 262) or (> 508 and < 516) or 600)
                Assert.Equal(MerkleTree.Root(leaves[..size]).ToArray(), tree.Root().Value.ToArray());
        }
        Assert.Equal(["tile/0/000", "tile/0/001", "tile/1/000.p/1", "tile/1/000.p/2"], files.Keys.Where(path => path.StartsWith("tile/1") || path is "tile/0/000" or "tile/0/001").Order(StringComparer.Ordinal));
        foreach (var index in new[] { 0, 1, 255, 256, 511, 512, 599 })
        {
            Assert.Equal(MerkleTree.Path(leaves, index).Select(Hex), tree.InclusionPath(index).Value.Select(Hex));
            Assert.Equal(Data(index).ToArray(), tree.Entry(index).Value.ToArray());
        }
        foreach (var smaller in new[] { 0, 1, 2, 255, 256, 257, 512, 599, 600 })
            Assert.Equal(MerkleTree.ConsistencyPath(leaves, smaller, 600).Select(Hex), tree.ConsistencyPath(smaller).Value.Select(Hex));
    }

    [Fact]
    public void Grows_in_batches_of_any_size_to_the_third_level()
    {
        const int size = 66_000;
        var generator = new SeededGenerator(4);
        var tree = new LogTree(0, Read);
        while (tree.Size < size)
            tree = Grow(tree, (int)Math.Min(size - tree.Size, 1 + generator.Next(3_000)));
        var leaves = Enumerable.Range(0, size).Select(i => MerkleTree.LeafHash(Data(i).Span)).ToList();
        Assert.Equal(MerkleTree.Root(leaves).ToArray(), tree.Root().Value.ToArray());
        Assert.True(files.ContainsKey("tile/2/000.p/1"));
        Assert.True(MerkleTree.VerifyInclusion(leaves[65_535], 65_535, size, tree.InclusionPath(65_535).Value, tree.Root().Value));
        var before = new LogTree(65_537, Read);
        Assert.True(MerkleTree.VerifyConsistency(65_537, MerkleTree.Root(leaves[..65_537]), size, tree.Root().Value, tree.ConsistencyPath(65_537).Value));
        // The tree as it was, out of tiles that are full by now.
        foreach (var path in files.Keys.Where(path => path.Contains(".p/", StringComparison.Ordinal) && files.ContainsKey(path[..path.IndexOf(".p/", StringComparison.Ordinal)])).ToList())
            files.Remove(path);
        Assert.Equal(MerkleTree.Root(leaves[..65_537]).ToArray(), before.Root().Value.ToArray());
        Assert.Equal(MerkleTree.Root(leaves[..300]).ToArray(), new LogTree(300, path => Read(path) ?? Array.Empty<byte>()).Root().Value.ToArray());
        Assert.Equal(Data(300).ToArray(), new LogTree(301, Read).Entry(300).Value.ToArray());
    }

    [Fact]
    public void Rejects_tiles_that_are_missing_or_cut_short_and_entries_that_are_not_the_leaf()
    {
        var tree = Grow(new LogTree(0, Read), 300);
        files["tile/entries/001.p/44"] = EntryBundle.Write([.. Enumerable.Range(0, 44).Select(i => Data(i == 5 ? 7 : 256 + i))]);
        Assert.Equal(LogFault.WrongData, tree.Entry(261).Fault);
        Assert.True(tree.Entry(262).Ok);
        files["tile/entries/001.p/44"] = files["tile/entries/001.p/44"][..^1];
        Assert.Equal(LogFault.MissingData, tree.Entry(262).Fault);
        files["tile/0/001.p/44"] = files["tile/0/001.p/44"][..^32];
        Assert.Equal(LogFault.MissingData, tree.Root().Fault);
        Assert.Equal(LogFault.MissingData, tree.InclusionPath(3).Fault);
        files.Remove("tile/1/000.p/1");
        Assert.Equal(LogFault.MissingData, tree.Append([Data(1)]).Fault);
    }

    [Fact]
    public void Names_tiles_as_C2SP_does()
    {
        Assert.Equal("tile/0/000", TilePath.Tile(0, 0));
        Assert.Equal("tile/3/x001/x234/067", TilePath.Tile(3, 1_234_067));
        Assert.Equal("tile/0/x001/x234/067.p/8", TilePath.Tile(0, 1_234_067, 8));
        Assert.Equal("tile/entries/x001/000.p/255", TilePath.Entries(1_000, 255));
    }

    private static string Hex(ReadOnlyMemory<byte> hash) => Convert.ToHexString(hash.Span);
}
