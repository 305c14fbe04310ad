using System.Formats.Cbor;
using TrustList.Format.Encoding;

namespace TrustList.Format.Log;

/// <summary>
/// The only kind of leaf of the log (SPEC.md §12.2): at one instant, which snapshot, which status heads and which new
/// issuance batches stood, and which drivers moved. Its number is its leaf index. Immutable; every hash is 32 bytes.
/// </summary>
/// <param name="Number">The leaf index, from 0.</param>
/// <param name="Time">When the hub made it, whole seconds.</param>
/// <param name="SnapshotSha256">SHA-256 of the bytes of snapshot.json.</param>
/// <param name="HeadsRoot">The root over the newest status head of every region that has one.</param>
/// <param name="Heads">How many regions those are.</param>
/// <param name="IssuanceRoot">The root over the issuance batches that are new in this epoch; the empty root where none is.</param>
/// <param name="Batches">How many batches those are.</param>
public sealed record Epoch(
    long Number, DateTimeOffset Time, ReadOnlyMemory<byte> SnapshotSha256, ReadOnlyMemory<byte> HeadsRoot, int Heads,
    ReadOnlyMemory<byte> IssuanceRoot, int Batches)
{
    private const string Format = "epoch/1";
    private const int Members = 8;
    private const string WithTransfers = "epoch/2";
    private const int MembersWithTransfers = 10;
    private const byte FirstByteWithTransfers = 0x80 + MembersWithTransfers;

    /// <summary>The root over the transfers that are new in this epoch (SPEC.md §14.3); the empty root where none is.</summary>
    public ReadOnlyMemory<byte> TransfersRoot { get; init; } = MerkleTree.EmptyRoot;

    /// <summary>How many transfers those are. An epoch without any is written as <c>epoch/1</c>, and is itself the proof that it has none.</summary>
    public int Transfers { get; init; }

    /// <summary>The leaf data: deterministic CBOR, at most <see cref="Limits.EpochBytes"/>.</summary>
    /// <exception cref="ArgumentException">A hash is not 32 bytes.</exception>
    public byte[] Write()
    {
        if (SnapshotSha256.Length != MerkleTree.HashBytes || HeadsRoot.Length != MerkleTree.HashBytes || IssuanceRoot.Length != MerkleTree.HashBytes
            || TransfersRoot.Length != MerkleTree.HashBytes)
            throw new ArgumentException("A hash of an epoch has 32 bytes.");
        var writer = new CborWriter(CborConformanceMode.Canonical);
        writer.WriteStartArray(Transfers == 0 ? Members : MembersWithTransfers);
        writer.WriteTextString(Transfers == 0 ? Format : WithTransfers);
        writer.WriteInt64(Number);
        writer.WriteInt64(Time.ToUnixTimeSeconds());
        writer.WriteByteString(SnapshotSha256.Span);
        writer.WriteByteString(HeadsRoot.Span);
        writer.WriteInt32(Heads);
        writer.WriteByteString(IssuanceRoot.Span);
        writer.WriteInt32(Batches);
        if (Transfers != 0)
        {
            writer.WriteByteString(TransfersRoot.Span);
            writer.WriteInt32(Transfers);
        }
        writer.WriteEndArray();
        return writer.Encode();
    }

    /// <summary>Reads leaf data; only the bytes that <see cref="Write"/> gives for its content.</summary>
    public static Decoded<Epoch> Read(ReadOnlyMemory<byte> data)
    {
        if (data.Length > Limits.EpochBytes)
            return Decoded<Epoch>.Fail(DecodeFault.TooLarge, $"epoch: {data.Length} bytes");
        var moved = !data.IsEmpty && data.Span[0] == FirstByteWithTransfers;
        var reader = moved ? new LogCbor(data, WithTransfers, MembersWithTransfers) : new LogCbor(data, Format, Members);
        var epoch = new Epoch(
            reader.Integer(0, long.MaxValue), DateTimeOffset.FromUnixTimeSeconds(reader.Integer(0, LogCbor.LastSecond)), reader.Hash(), reader.Hash(),
            (int)reader.Integer(0, Limits.RegionRecords), reader.Hash(), (int)reader.Integer(0, Limits.EpochBatches));
        if (moved)
            epoch = epoch with { TransfersRoot = reader.Hash(), Transfers = (int)reader.Integer(1, Limits.EpochTransfers) };
        return reader.Finish(epoch, read => read.Write());
    }
}
