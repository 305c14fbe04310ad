using System.Security.Cryptography;
using Google.Protobuf;
using TrustList.Format.Log;
using TrustList.Protocol;

namespace TrustHub.Tests.Support;

/// <summary>A node's issuance batches: each follows the one before, over leaves that nobody's licence has.</summary>
public sealed class BatchMaker(NodeIdentity node, Func<DateTimeOffset> now)
{
    private ReadOnlyMemory<byte> _previous = IssuanceBatchClaims.NoPrevious;
    private long _number;

    /// <summary>The next batch.</summary>
    public SubmitIssuanceBatchRequest Next(int leaves = 3)
    {
        var hashes = Leaves(leaves);
        var claims = IssuanceBatchClaims.Of(node.Code, ++_number, now(), hashes, _previous);
        _previous = IssuanceBatch.HashOf(claims);
        return Request(claims, hashes);
    }

    /// <summary>A batch of claims that the test chooses.</summary>
    public SubmitIssuanceBatchRequest Request(IssuanceBatchClaims claims, IReadOnlyList<ReadOnlyMemory<byte>> leaves, string? id = null) => new()
    {
        SubmissionId = id ?? $"batch:{node.Code}:{claims.Number}",
        Region = node.Code,
        Batch = ByteString.CopyFrom(IssuanceBatch.Sign(claims, node.Region.StatusKey, node.Region.StatusKey.PublicKey.Thumbprint)),
        Leaves = ByteString.CopyFrom([.. leaves.SelectMany(leaf => leaf.ToArray())]),
    };

    /// <summary>What the next batch would claim.</summary>
    public IssuanceBatchClaims Claims(IReadOnlyList<ReadOnlyMemory<byte>> leaves) => IssuanceBatchClaims.Of(node.Code, _number + 1, now(), leaves, _previous);

    public static IReadOnlyList<ReadOnlyMemory<byte>> Leaves(int count) =>
        [.. Enumerable.Range(0, count).Select(_ => (ReadOnlyMemory<byte>)RandomNumberGenerator.GetBytes(MerkleTree.HashBytes))];
}
