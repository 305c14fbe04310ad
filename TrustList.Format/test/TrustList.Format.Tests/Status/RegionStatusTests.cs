using TrustList.Format.Encoding;
using TrustList.Format.Log;
using TrustList.Format.Status;
using TrustList.Testing;

namespace TrustList.Format.Tests.Status;

/// <summary>The state of a region: its root is that of a tree built plainly, however it came about.</summary>
public sealed class RegionStatusTests
{
    [Fact]
    public void Has_the_root_of_a_tree_built_plainly_after_any_changes()
    {
        var generator = new SeededGenerator(31);
        var state = new RegionStatus(0);
        var plain = new Dictionary<long, byte>();
        Assert.True(state.Root().Span.SequenceEqual(MerkleTree.EmptyRoot.Span));
        for (var round = 0; round < 12; round++)
        {
            state.Open(1 + round / 3);
            for (var i = generator.Next(2_000); i > 0; i--)
            {
                // Half of the changes crowd in one chunk, so that it becomes dense and sparse again.
                var entry = i % 2 == 0 ? generator.Next((int)state.Entries) : 8_192 + generator.Next(StatusSpace.ChunkEntries);
                var value = (byte)(generator.Next(3) == 0 ? 0 : generator.Next(16));
                state.Set(entry, value);
                plain[entry] = value;
            }
            Assert.Equal(plain.Where(pair => pair.Value != 0).OrderBy(pair => pair.Key).Select(pair => (pair.Key, pair.Value)), state.Exceptions());
            Assert.Equal(Hex(PlainRoot(plain, state.Blocks)), Hex(state.Root()));
        }
        Assert.All(plain, pair => Assert.Equal(pair.Value, state.Get(pair.Key)));
    }

    [Fact]
    public void Copies_are_independent()
    {
        var state = StatusCodecTests.Sample(2, 5_000, 3);
        var root = state.Root();
        var copy = state.Copy();
        copy.Set(77, (byte)(copy.Get(77) ^ 1));
        copy.Open(3);
        Assert.Equal(Hex(root), Hex(state.Root()));
        Assert.NotEqual(Hex(root), Hex(copy.Root()));
        Assert.Equal(2, state.Blocks);
    }

    [Fact]
    public void Proves_every_kind_of_entry_and_nothing_else()
    {
        var state = StatusCodecTests.Sample(3, 9_000, 8);
        for (var position = 0; position < 2_000; position++)
            state.Set(4_096 * 5 + position, 2);
        var root = state.Root();
        var (exception, _) = state.Exceptions().First();
        foreach (var entry in new[] { 0, exception, 4_096 * 5 + 1_999, 4_096 * 5 + 2_000, state.Entries - 1 })
        {
            var proof = state.Prove(entry).Bytes;
            Assert.InRange(proof.Length, 32, Limits.ChunkProofBytes);
            Assert.Equal(new ProvenStatus(entry, state.Get(entry)), ChunkProof.Verify(proof, root, 3, entry).Value);
            Assert.Equal(StatusFault.WrongSubject, ChunkProof.Verify(proof, root, 3, (entry + 4_096) % state.Entries).Fault);
            Assert.Equal(StatusFault.WrongSubject, ChunkProof.Verify(proof, root, 3, state.Entries).Fault);
            Assert.Equal(StatusFault.RootMismatch, ChunkProof.Verify(proof, MerkleTree.EmptyRoot, 3, entry).Fault);
        }
        var good = state.Prove(exception).Bytes.ToArray();
        for (var bit = 0; bit < good.Length * 8; bit++)
        {
            good[bit >> 3] ^= (byte)(1 << (bit & 7));
            Assert.False(ChunkProof.Verify(good, root, 3, exception).Ok);
            good[bit >> 3] ^= (byte)(1 << (bit & 7));
        }
        for (var length = 0; length < good.Length; length++)
            Assert.False(ChunkProof.Verify(good.AsMemory(0, length), root, 3, exception).Ok);
    }

    [Fact]
    public void Knows_nothing_of_unopened_blocks()
    {
        var state = new RegionStatus(1);
        Assert.Equal(StatusValue.Valid, state.StatusOf(StatusSpace.BlockEntries - 1));
        Assert.Null(state.StatusOf(StatusSpace.BlockEntries));
        Assert.Null(state.StatusOf(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => state.Set(StatusSpace.BlockEntries, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => state.Set(0, 16));
        Assert.Throws<ArgumentOutOfRangeException>(() => state.Open(Limits.StatusBlocks + 1));
        state.Set(5, 9);
        Assert.Equal(StatusValue.Invalid, state.StatusOf(5));
    }

    private static ReadOnlyMemory<byte> PlainRoot(Dictionary<long, byte> entries, int blocks)
    {
        var byChunk = entries.Where(pair => pair.Value != 0).ToLookup(pair => pair.Key / 4_096);
        return MerkleTree.Root([.. Enumerable.Range(0, blocks * 256).Select(chunk => MerkleTree.LeafHash(
            [.. byChunk[chunk].OrderBy(pair => pair.Key).Select(pair => (int)(pair.Key % 4_096) << 4 | pair.Value).SelectMany(word => new[] { (byte)(word >> 8), (byte)word })]))]);
    }

    private static string Hex(ReadOnlyMemory<byte> bytes) => Convert.ToHexStringLower(bytes.Span);
}
