using System.Collections.Immutable;
using System.Formats.Cbor;
using TrustList.Format.Encoding;
using TrustList.Format.Log;
using TrustList.Format.Signing;

namespace TrustList.Format.Transfers;

/// <summary>
/// The proof that a driver's licence went from one region to another (SPEC.md §14.5): what the old licence's holder shows, and
/// each region keeps. Nothing is proved before <see cref="Verify"/>.
/// </summary>
/// <param name="Transfer">The <see cref="SignedTransfer"/>.</param>
/// <param name="Index">Its index among the epoch's transfers.</param>
/// <param name="Path">The inclusion proof to the epoch's root over transfers.</param>
/// <param name="LogProof">The epoch's proof (§12.7).</param>
public sealed record TransferProof(ReadOnlyMemory<byte> Transfer, long Index, ImmutableArray<ReadOnlyMemory<byte>> Path, ReadOnlyMemory<byte> LogProof)
{
    private const string Format = "transfer-proof/1";
    private const int Members = 5;

    /// <summary>Its media type.</summary>
    public const string MediaType = "application/vnd.federation.transfer-proof+cbor";

    /// <summary>Reads a proof without copying: the bytes must not change afterwards. Only the one deterministic form.</summary>
    public static Decoded<TransferProof> Read(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length > Limits.TransferProofBytes)
            return Decoded<TransferProof>.Fail(DecodeFault.TooLarge, $"transfer proof: {bytes.Length} bytes");
        var reader = new LogCbor(bytes, Format, Members);
        var proof = new TransferProof(
            reader.Bytes(Limits.SignedTransferBytes), reader.Integer(0, Limits.EpochTransfers - 1), reader.Path(), reader.Bytes(Limits.LogProofBytes));
        return reader.Finish(proof, read => read.Write());
    }

    /// <summary>The proof's bytes: deterministic CBOR.</summary>
    public byte[] Write()
    {
        var writer = new CborWriter(CborConformanceMode.Canonical);
        writer.WriteStartArray(Members);
        writer.WriteTextString(Format);
        writer.WriteByteString(Transfer.Span);
        writer.WriteInt64(Index);
        writer.WriteStartArray(Path.Length);
        foreach (var hash in Path)
            writer.WriteByteString(hash.Span);
        writer.WriteEndArray();
        writer.WriteByteString(LogProof.Span);
        writer.WriteEndArray();
        return writer.Encode();
    }

    /// <summary>Checks the proof, in the order of SPEC.md §14.5.</summary>
    /// <param name="statusKey">A region's status key by code and id, whatever became of it since; else null.</param>
    /// <param name="policy">The log, its witnesses and their quorum.</param>
    /// <param name="now">The instant of the check.</param>
    public TransferResult<ProvenTransfer> Verify(Func<string, string, PublicKey?> statusKey, LogPolicy policy, DateTimeOffset now)
    {
        var signed = SignedTransfer.Read(Transfer);
        if (!signed.Ok)
            return TransferResult<ProvenTransfer>.Malformed(signed); // 1
        var proof = Log.LogProof.Read(LogProof);
        if (!proof.Ok)
            return TransferResult<ProvenTransfer>.Malformed(proof); // 1
        var epoch = proof.Value.Verify(policy, now);
        if (!epoch.Ok)
            return Fail(TransferFault.NotLogged, $"{epoch.Fault}: {epoch.Detail}"); // 2
        var record = signed.Value.Verify(statusKey);
        if (!record.Ok)
            return record.As<ProvenTransfer>(); // 3
        var (leaf, content) = (MerkleTree.LeafHash(record.Value.Hash().Span), epoch.Value.Epoch);
        if (!MerkleTree.VerifyInclusion(leaf, Index, content.Transfers, Path, content.TransfersRoot))
            return Fail(TransferFault.NotInEpoch, $"transfer {Index} of {content.Transfers} in epoch {content.Number}"); // 4
        return content.Time <= record.Value.NotAfter
            ? TransferResult<ProvenTransfer>.Of(new ProvenTransfer(record.Value, epoch.Value, this))
            : Fail(TransferFault.TooLate, $"epoch {content.Number} was made after the deadline"); // 5
    }

    private static TransferResult<ProvenTransfer> Fail(TransferFault fault, string detail) => TransferResult<ProvenTransfer>.Fail(fault, detail);
}
