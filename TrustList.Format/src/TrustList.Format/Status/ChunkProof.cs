using System.Buffers.Binary;
using System.Formats.Cbor;
using TrustList.Format.Encoding;
using TrustList.Format.Log;

namespace TrustList.Format.Status;

/// <summary>One chunk of a region's state with its path to the state root: proves the 4,096 entries of that chunk (SPEC.md §7.7).</summary>
public sealed class ChunkProof
{
    private const string Kind = "chunk-proof/1";
    private const int PathHashes = 16;

    private ChunkProof(ReadOnlyMemory<byte> bytes) => Bytes = bytes;

    /// <summary>The proof as it travels: CBOR, at most <see cref="Limits.ChunkProofBytes"/>.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Checks a proof of one entry. Faults: Malformed, TooLarge, WrongSubject (another chunk, or an unopened block), RootMismatch.</summary>
    /// <param name="bytes">The proof, untrusted.</param>
    /// <param name="root">The state root of a verified head.</param>
    /// <param name="blocks">The opened blocks of the same head.</param>
    /// <param name="entry">The entry asked for.</param>
    public static StatusResult<ProvenStatus> Verify(ReadOnlyMemory<byte> bytes, ReadOnlyMemory<byte> root, int blocks, long entry)
    {
        if (bytes.Length > Limits.ChunkProofBytes)
            return Fail(StatusFault.TooLarge, $"{bytes.Length} bytes, at most {Limits.ChunkProofBytes}");
        if (entry < 0 || blocks is < 0 or > Limits.StatusBlocks || entry >= StatusSpace.EntryOf(blocks, 0))
            return Fail(StatusFault.WrongSubject, "the entry is in no opened block");
        var reader = new StatusCbor(bytes);
        reader.Array(4);
        reader.Kind(Kind);
        var chunk = reader.Integer(0, int.MaxValue);
        var leaf = reader.Bytes(0, StatusChunk.MaxLeafBytes);
        var path = reader.Hashes(PathHashes);
        if (reader.End() is { } fault)
            return Fail(StatusFault.Malformed, fault);
        if (chunk != entry >> StatusSpace.ChunkBits)
            return Fail(StatusFault.WrongSubject, "the proof is of another chunk");
        if (!MerkleTree.VerifyInclusion(MerkleTree.LeafHash(leaf.Span), chunk, (long)blocks * StatusSpace.ChunksOfBlock, path, root))
            return Fail(StatusFault.RootMismatch, "the path does not lead to the state root");
        return ValueAt(leaf.Span, StatusSpace.PositionOf(entry)) is { } value
            ? StatusResult<ProvenStatus>.Of(new ProvenStatus(entry, value))
            : Fail(StatusFault.Malformed, "the exceptions are not ascending");
    }

    internal static ChunkProof Write(int chunk, ReadOnlyMemory<byte> leaf, IReadOnlyList<ReadOnlyMemory<byte>> path)
    {
        var writer = new CborWriter(CborConformanceMode.Canonical);
        writer.WriteStartArray(4);
        writer.WriteTextString(Kind);
        writer.WriteInt32(chunk);
        writer.WriteByteString(leaf.Span);
        writer.WriteStartArray(path.Count);
        foreach (var hash in path)
            writer.WriteByteString(hash.Span);
        writer.WriteEndArray();
        writer.WriteEndArray();
        return new ChunkProof(writer.Encode());
    }

    /// <summary>The value at a position; null where the leaf is not of the one form.</summary>
    private static byte? ValueAt(ReadOnlySpan<byte> leaf, int position)
    {
        byte found = 0;
        var before = -1;
        for (var at = 0; at < leaf.Length; at += 2)
        {
            if (leaf.Length - at < 2)
                return null;
            var exception = BinaryPrimitives.ReadUInt16BigEndian(leaf[at..]);
            if (exception >> 4 <= before || (exception & 0xF) == 0)
                return null;
            before = exception >> 4;
            if (before == position)
                found = (byte)(exception & 0xF);
        }
        return found;
    }

    private static StatusResult<ProvenStatus> Fail(StatusFault fault, string detail) => StatusResult<ProvenStatus>.Fail(fault, detail);
}

/// <summary>An entry whose value was proved against a state root.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Value">Its raw value.</param>
public sealed record ProvenStatus(long Entry, byte Value)
{
    /// <summary>What the value says.</summary>
    public StatusValue Status => StatusValues.FromEntry(Value);
}
