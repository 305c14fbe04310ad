using System.Collections.Immutable;
using System.Formats.Cbor;
using System.Security.Cryptography;
using TrustList.Format.Encoding;
using TrustList.Format.Log;

namespace TrustList.Format.Transfers;

/// <summary>
/// All transfers of one epoch with the epoch's proof, as the hub serves them below <c>/log/transfers/</c> (SPEC.md §14.3).
/// Nothing is proved before <see cref="Verify"/>.
/// </summary>
/// <param name="Transfers">The <see cref="SignedTransfer"/>s, in the hub's order.</param>
/// <param name="LogProof">The epoch's proof (§12.7).</param>
public sealed record LoggedTransfers(ImmutableArray<ReadOnlyMemory<byte>> Transfers, ReadOnlyMemory<byte> LogProof)
{
    private const string Format = "logged-transfers/1";
    private const int Members = 3;

    /// <summary>The media type at the hub.</summary>
    public const string MediaType = "application/vnd.federation.logged-transfers+cbor";

    /// <summary>Reads the list without copying: the bytes must not change afterwards.</summary>
    public static Decoded<LoggedTransfers> Read(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length > Limits.LoggedTransfersBytes)
            return Decoded<LoggedTransfers>.Fail(DecodeFault.TooLarge, $"logged transfers: {bytes.Length} bytes");
        var reader = new LogCbor(bytes, Format, Members);
        var logged = new LoggedTransfers(reader.List(Limits.EpochTransfers, Limits.SignedTransferBytes), reader.Bytes(Limits.LogProofBytes));
        return reader.Finish(logged, read => read.Write());
    }

    /// <summary>The bytes: deterministic CBOR.</summary>
    public byte[] Write()
    {
        var writer = new CborWriter(CborConformanceMode.Canonical);
        writer.WriteStartArray(Members);
        writer.WriteTextString(Format);
        writer.WriteStartArray(Transfers.Length);
        foreach (var transfer in Transfers)
            writer.WriteByteString(transfer.Span);
        writer.WriteEndArray();
        writer.WriteByteString(LogProof.Span);
        writer.WriteEndArray();
        return writer.Encode();
    }

    /// <summary>Checks that these are all transfers of the proved epoch. Who signed them is not looked at.</summary>
    public TransferResult<WitnessedEpoch> Verify(LogPolicy policy, DateTimeOffset now)
    {
        var proof = Log.LogProof.Read(LogProof);
        if (!proof.Ok)
            return TransferResult<WitnessedEpoch>.Malformed(proof);
        var epoch = proof.Value.Verify(policy, now);
        if (!epoch.Ok)
            return TransferResult<WitnessedEpoch>.Fail(TransferFault.NotLogged, $"{epoch.Fault}: {epoch.Detail}");
        if (Leaves() is not { } leaves)
            return TransferResult<WitnessedEpoch>.Fail(TransferFault.Malformed, "not signed transfers");
        return epoch.Value.Epoch.Transfers == leaves.Count && epoch.Value.Epoch.TransfersRoot.Span.SequenceEqual(MerkleTree.Root(leaves).Span)
            ? TransferResult<WitnessedEpoch>.Of(epoch.Value)
            : TransferResult<WitnessedEpoch>.Fail(TransferFault.NotInEpoch, $"{leaves.Count} transfers are not the {epoch.Value.Epoch.Transfers} of epoch {epoch.Value.Epoch.Number}");
    }

    /// <summary>The index of the record of that hash; -1: it is not among them.</summary>
    public int IndexOf(ReadOnlySpan<byte> recordHash)
    {
        for (var i = 0; i < Transfers.Length; i++)
        {
            if (SignedTransfer.Read(Transfers[i]) is { Ok: true, Value: var signed } && SHA256.HashData(signed.Record.Span).AsSpan().SequenceEqual(recordHash))
                return i;
        }
        return -1;
    }

    /// <summary>The proof of the transfer at an index, made of a list that <see cref="Verify"/> accepted.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none.</exception>
    public TransferProof Prove(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Transfers.Length);
        return new TransferProof(Transfers[index], index, [.. MerkleTree.Path(Leaves()!, index)], LogProof);
    }

    /// <summary>The root over transfers: leaf data is a record's hash.</summary>
    public static ReadOnlyMemory<byte> Root(IEnumerable<ReadOnlyMemory<byte>> recordHashes) =>
        MerkleTree.Root([.. recordHashes.Select(hash => MerkleTree.LeafHash(hash.Span))]);

    private List<ReadOnlyMemory<byte>>? Leaves()
    {
        var leaves = new List<ReadOnlyMemory<byte>>(Transfers.Length);
        foreach (var transfer in Transfers)
        {
            if (SignedTransfer.Read(transfer) is not { Ok: true, Value: var signed })
                return null;
            leaves.Add(MerkleTree.LeafHash(SHA256.HashData(signed.Record.Span)));
        }
        return leaves;
    }
}
