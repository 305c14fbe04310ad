using System.Security.Cryptography;
using TrustList.Format.Log;
using TrustList.Format.Signing;

namespace TrustList.Testing;

/// <summary>Logs issuance batches in a simulated log: honest ones, and the thief's.</summary>
public static class SampleIssuance
{
    /// <summary>A region's first batch of these leaves, in an epoch between two batches of other regions.</summary>
    /// <param name="log">Where.</param>
    /// <param name="region">Whose batch it is.</param>
    /// <param name="statusKey">Its status key, named by its thumbprint.</param>
    /// <param name="leaves">Leaf hashes.</param>
    /// <param name="at">When the batch is closed, the epoch made and, unless said otherwise, every witness signs.</param>
    /// <param name="cosigned">When the witnesses sign.</param>
    /// <param name="witnesses">Which of them; none named: all.</param>
    public static LoggedBatch Log(
        LogSimulator log, string region, ISigner statusKey, IReadOnlyList<ReadOnlyMemory<byte>> leaves, DateTimeOffset at,
        DateTimeOffset? cosigned = null, params string[] witnesses)
    {
        var batch = IssuanceBatch.Sign(
            IssuanceBatchClaims.Of(region, 1, at, leaves, IssuanceBatchClaims.NoPrevious), statusKey, statusKey.PublicKey.Thumbprint);
        var hash = SHA256.HashData(CoseSign1.Parse(batch).Value.Payload!.Value.Span);
        ReadOnlyMemory<byte>[] batches = [Leaf(SHA256.HashData("a batch before"u8)), Leaf(hash), Leaf(SHA256.HashData("a batch after"u8))];
        var epoch = log.Append(number => new Epoch(
            number, at, SHA256.HashData("a snapshot"u8), MerkleTree.EmptyRoot, 0, MerkleTree.Root(batches), batches.Length));
        var proof = log.Prove(epoch.Number, log.Note(cosigned ?? at, log.Size, witnesses));
        return new LoggedBatch(
            leaves.SelectMany(leaf => leaf.ToArray()).ToArray(), new BatchPlace(batch, 1, [.. MerkleTree.Path(batches, 1)], proof.Write()));
    }

    /// <summary>Leaves of licences that nobody here holds.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Strangers(int count) =>
        Enumerable.Range(0, count).Select(n => IssuanceLeaf.Hash(new byte[IssuanceLeaf.BlindBytes], SHA256.HashData("another licence"u8), n));

    private static ReadOnlyMemory<byte> Leaf(byte[] batchHash) => MerkleTree.LeafHash(batchHash);
}
