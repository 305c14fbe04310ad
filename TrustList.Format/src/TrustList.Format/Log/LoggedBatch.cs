using System.Collections.Immutable;
using System.Formats.Cbor;
using TrustList.Format.Encoding;
using TrustList.Format.Signing;

namespace TrustList.Format.Log;

/// <summary>
/// A batch with its leaves and its place in the log, as the hub serves it below <c>/log/issuance/</c> (SPEC.md §13.3): from
/// it a region makes its holders' proofs, and anybody can count. Nothing is proved before <see cref="Verify"/>.
/// </summary>
/// <param name="Leaves">The leaf hashes one after the other, 32 bytes each.</param>
/// <param name="Place">Where the batch stands in the log.</param>
public sealed record LoggedBatch(ReadOnlyMemory<byte> Leaves, BatchPlace Place)
{
    private const string Format = "issuance-batch/1";
    private const int Members = 6;

    /// <summary>The media type at the hub.</summary>
    public const string MediaType = "application/vnd.federation.logged-issuance-batch+cbor";

    /// <summary>Reads a logged batch without copying: the bytes must not change afterwards. Only the one deterministic form.</summary>
    public static Decoded<LoggedBatch> Read(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length > Limits.LoggedBatchBytes)
            return Decoded<LoggedBatch>.Fail(DecodeFault.TooLarge, $"logged batch: {bytes.Length} bytes");
        var reader = new LogCbor(bytes, Format, Members);
        var (batch, leaves) = (reader.Bytes(IssuanceBatch.MaxBytes), reader.Bytes(Limits.IssuanceBatchLeaves * MerkleTree.HashBytes));
        var place = new BatchPlace(batch, reader.Integer(0, Limits.EpochBatches - 1), reader.Path(), reader.Bytes(Limits.LogProofBytes));
        return reader.Finish(new LoggedBatch(leaves, place), read => read.Write());
    }

    /// <summary>The bytes: deterministic CBOR.</summary>
    public byte[] Write()
    {
        var writer = new CborWriter(CborConformanceMode.Canonical, initialCapacity: Leaves.Length + 8_192);
        writer.WriteStartArray(Members);
        writer.WriteTextString(Format);
        writer.WriteByteString(Place.Batch.Span);
        writer.WriteByteString(Leaves.Span);
        Place.Write(writer);
        writer.WriteEndArray();
        return writer.Encode();
    }

    /// <summary>The leaf hashes; a rest of fewer than 32 bytes, which <see cref="Verify"/> refuses, is the last.</summary>
    public ImmutableArray<ReadOnlyMemory<byte>> LeafHashes() => SplitLeaves(Leaves);

    /// <summary>Splits concatenated leaf hashes, as they come with a submission.</summary>
    public static ImmutableArray<ReadOnlyMemory<byte>> SplitLeaves(ReadOnlyMemory<byte> leaves)
    {
        var hashes = ImmutableArray.CreateBuilder<ReadOnlyMemory<byte>>((leaves.Length + MerkleTree.HashBytes - 1) / MerkleTree.HashBytes);
        for (var at = 0; at < leaves.Length; at += MerkleTree.HashBytes)
            hashes.Add(leaves[at..Math.Min(at + MerkleTree.HashBytes, leaves.Length)]);
        return hashes.MoveToImmutable();
    }

    /// <summary>Checks the batch, its place in the log, and that these are all its leaves (SPEC.md §13.5).</summary>
    public IssuanceResult<ProvenBatch> Verify(string region, Func<string, PublicKey?> statusKey, LogPolicy policy, DateTimeOffset now)
    {
        var batch = ProvenBatch.Verify(Place, region, statusKey, policy, now);
        return !batch.Ok || batch.Value.Batch.Claims.Covers(LeafHashes())
            ? batch
            : IssuanceResult<ProvenBatch>.Fail(IssuanceFault.NotInBatch, "not the batch's leaves");
    }

    /// <summary>The proof of the licence with this blind, whose leaf stands at the index.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such leaf.</exception>
    public IssuanceProof Prove(ReadOnlyMemory<byte> blind, int leafIndex) =>
        new(blind, leafIndex, [.. MerkleTree.Path(LeafHashes(), leafIndex)], Place);
}
