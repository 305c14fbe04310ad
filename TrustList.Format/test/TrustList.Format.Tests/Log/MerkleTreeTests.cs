using System.Security.Cryptography;
using TrustList.Format.Log;

namespace TrustList.Format.Tests.Log;

public sealed class MerkleTreeTests
{
    private const int Most = 34;
    private static readonly IReadOnlyList<ReadOnlyMemory<byte>> Leaves = [.. Enumerable.Range(0, Most).Select(i => MerkleTree.LeafHash([(byte)i]))];
    private static readonly IReadOnlyList<ReadOnlyMemory<byte>> Roots = [.. Enumerable.Range(0, Most + 1).Select(size => MerkleTree.Root([.. Leaves.Take(size)]))];

    [Fact]
    public void Hashes_as_RFC_6962()
    {
        Assert.Equal("E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855", Convert.ToHexString(MerkleTree.EmptyRoot.Span));
        Assert.Equal("6E340B9CFFB37A989CA544E6BB780A2C78901D3FB33738768511A30617AFA01D", Convert.ToHexString(MerkleTree.LeafHash([]).Span));
        Assert.Equal(SHA256.HashData([1, .. Leaves[0].Span, .. Leaves[1].Span]), MerkleTree.NodeHash(Leaves[0], Leaves[1]).ToArray());
    }

    [Fact]
    public void Accepts_its_own_inclusion_proofs_of_every_leaf_of_every_size_and_no_other_place()
    {
        for (var size = 1; size <= Most; size++)
            for (var index = 0; index < size; index++)
            {
                var path = MerkleTree.Path([.. Leaves.Take(size)], index);
                for (var place = 0; place < size; place++)
                    Assert.Equal(place == index, MerkleTree.VerifyInclusion(Leaves[index], place, size, path, Roots[size]));
                Assert.False(MerkleTree.VerifyInclusion(Leaves[index], index, size, [.. path, Leaves[0]], Roots[size]));
                Assert.False(MerkleTree.VerifyInclusion(Leaves[index], index, size, path, Roots[size - 1]));
                Assert.All(Enumerable.Range(0, path.Count), i => Assert.False(
                    MerkleTree.VerifyInclusion(Leaves[index], index, size, [.. path.Take(i), .. path.Skip(i + 1)], Roots[size])));
            }
    }

    [Fact]
    public void Accepts_its_own_consistency_proofs_between_all_sizes_and_no_other_root()
    {
        for (var larger = 0; larger <= Most; larger++)
            for (var smaller = 0; smaller <= larger; smaller++)
            {
                var path = MerkleTree.ConsistencyPath(Leaves, smaller, larger);
                for (var size = 0; size <= larger; size++)
                    Assert.Equal(size == smaller, MerkleTree.VerifyConsistency(smaller, Roots[size], larger, Roots[larger], path));
                Assert.False(MerkleTree.VerifyConsistency(smaller, Roots[smaller], larger, MerkleTree.LeafHash([255]), path) && smaller > 0);
                Assert.False(MerkleTree.VerifyConsistency(smaller, Roots[smaller], larger, Roots[larger], [.. path, Leaves[0]]));
            }
    }

    [Fact]
    public void Survives_impossible_arguments()
    {
        var hash = Leaves[0];
        foreach (var (index, size) in new[] { (-1L, 1L), (0, 0), (1, 1), (0, -1), (long.MinValue, long.MaxValue), (long.MaxValue, long.MaxValue) })
            Assert.False(MerkleTree.VerifyInclusion(hash, index, size, [], hash));
        Assert.False(MerkleTree.VerifyInclusion(hash, long.MaxValue - 1, long.MaxValue, [.. Enumerable.Repeat(hash, 62)], hash));
        Assert.False(MerkleTree.VerifyInclusion(new byte[31], 0, 1, [], hash));
        Assert.False(MerkleTree.VerifyInclusion(hash, 0, 2, [new byte[33]], hash));
        Assert.False(MerkleTree.VerifyInclusion(hash, 0, 1, [], default));
        foreach (var (size1, size2) in new[] { (-1L, 1L), (2, 1), (1, long.MaxValue), (long.MaxValue - 1, long.MaxValue), (long.MinValue, -1), (1L << 62, long.MaxValue) })
            Assert.False(MerkleTree.VerifyConsistency(size1, hash, size2, hash, [hash]));
        Assert.False(MerkleTree.VerifyConsistency(0, hash, 0, hash, []));
        Assert.False(MerkleTree.VerifyConsistency(0, hash, 1, hash, []));
        Assert.True(MerkleTree.VerifyConsistency(0, MerkleTree.EmptyRoot, 1, hash, []));
    }
}
