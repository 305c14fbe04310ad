using System.Collections.Immutable;
using System.Formats.Cbor;
using TrustList.Format.Encoding;
using TrustList.Format.Signing;

namespace TrustList.Format.Log;

/// <summary>
/// A licence's proof of when it was issued at the latest, which its wallet carries in issuerAuth's unprotected header
/// (SPEC.md §13.4). Nothing is proved before <see cref="Verify"/>.
/// </summary>
/// <param name="Blind">The licence's blind, 32 bytes.</param>
/// <param name="LeafIndex">The leaf's index in its batch.</param>
/// <param name="LeafPath">The inclusion proof to the batch's root.</param>
/// <param name="Place">Where the batch stands in the log.</param>
public sealed record IssuanceProof(
    ReadOnlyMemory<byte> Blind, long LeafIndex, ImmutableArray<ReadOnlyMemory<byte>> LeafPath, BatchPlace Place)
{
    private const string Format = "issuance-proof/1";
    private const int Members = 8;

    /// <summary>The media type of the node's answer to a wallet.</summary>
    public const string MediaType = "application/vnd.federation.issuance-proof+cbor";

    /// <summary>Reads a proof without copying: the bytes must not change afterwards. Only the one deterministic form.</summary>
    public static Decoded<IssuanceProof> Read(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length > Limits.IssuanceProofBytes)
            return Decoded<IssuanceProof>.Fail(DecodeFault.TooLarge, $"issuance proof: {bytes.Length} bytes");
        var reader = new LogCbor(bytes, Format, Members);
        var (blind, index, path) = (reader.Hash(), reader.Integer(0, Limits.IssuanceBatchLeaves - 1), reader.Path());
        var place = new BatchPlace(
            reader.Bytes(IssuanceBatch.MaxBytes), reader.Integer(0, Limits.EpochBatches - 1), reader.Path(), reader.Bytes(Limits.LogProofBytes));
        return reader.Finish(new IssuanceProof(blind, index, path, place), read => read.Write());
    }

    /// <summary>The proof's bytes: deterministic CBOR.</summary>
    public byte[] Write()
    {
        var writer = new CborWriter(CborConformanceMode.Canonical);
        writer.WriteStartArray(Members);
        writer.WriteTextString(Format);
        writer.WriteByteString(Blind.Span);
        writer.WriteInt64(LeafIndex);
        BatchPlace.WritePath(writer, LeafPath);
        writer.WriteByteString(Place.Batch.Span);
        Place.Write(writer);
        writer.WriteEndArray();
        return writer.Encode();
    }

    /// <summary>The leaf that this proof claims for a licence.</summary>
    /// <param name="msoSha256">SHA-256 of the licence's mobile security object as signed.</param>
    /// <param name="entry">The licence's <see cref="IssuanceLeaf.Entry"/>.</param>
    public ReadOnlyMemory<byte> LeafOf(ReadOnlySpan<byte> msoSha256, long entry) => IssuanceLeaf.Hash(Blind.Span, msoSha256, entry);

    /// <summary>What the batch in this proof claims, whoever signed it; null where it is no batch.</summary>
    public IssuanceBatchClaims? BatchClaims() =>
        CoseSign1.Parse(Place.Batch) is { Ok: true, Value.Payload: { } payload } && IssuanceBatchCwt.Read(payload) is { Ok: true } claims
            ? claims.Value
            : null;

    /// <summary>Checks the proof for one licence, in the order of SPEC.md §13.5.</summary>
    /// <param name="region">The region that issued the licence.</param>
    /// <param name="msoSha256">SHA-256 of the licence's mobile security object as signed.</param>
    /// <param name="entry">The licence's <see cref="IssuanceLeaf.Entry"/>.</param>
    /// <param name="statusKey">The region's status key of that id, whatever became of it since; else null.</param>
    /// <param name="policy">The log, its witnesses and their quorum.</param>
    /// <param name="now">The instant of the check.</param>
    public IssuanceResult<ProvenIssuance> Verify(
        string region, ReadOnlySpan<byte> msoSha256, long entry, Func<string, PublicKey?> statusKey, LogPolicy policy, DateTimeOffset now)
    {
        var batch = ProvenBatch.Verify(Place, region, statusKey, policy, now);
        if (!batch.Ok)
            return batch.As<ProvenIssuance>(); // 2 to 5
        var (leaf, claims) = (LeafOf(msoSha256, entry), batch.Value.Batch.Claims);
        return MerkleTree.VerifyInclusion(leaf, LeafIndex, claims.Leaves, LeafPath, claims.Root)
            ? IssuanceResult<ProvenIssuance>.Of(new ProvenIssuance(batch.Value, leaf))
            : IssuanceResult<ProvenIssuance>.Fail(IssuanceFault.NotInBatch, "not the leaf of this licence"); // 6
    }
}
