using System.Buffers.Binary;
using System.Runtime.InteropServices;
using TrustList.Format.Log;

namespace TrustList.Format.Status;

/// <summary>
/// 4,096 entries, immutable. Few exceptions are held as the leaf data of SPEC.md §7.7, two bytes each; from 1,024 on as
/// 2,048 bytes of nibbles, so that no chunk takes more.
/// </summary>
internal readonly struct StatusChunk
{
    private const int DenseBytes = StatusSpace.ChunkEntries / 2;
    private static readonly ReadOnlyMemory<byte> EmptyHash = MerkleTree.LeafHash([]);
    private readonly byte[]? data;

    private StatusChunk(byte[]? data) => this.data = data;

    /// <summary>The most bytes of leaf data: every entry is an exception.</summary>
    public const int MaxLeafBytes = StatusSpace.ChunkEntries * sizeof(ushort);

    /// <summary>How many entries are not Valid.</summary>
    public int Count
    {
        get
        {
            if (!IsDense)
                return (data?.Length ?? 0) / sizeof(ushort);
            var count = 0;
            foreach (var pair in data!)
                count += ((pair & 0xF) == 0 ? 0 : 1) + (pair >> 4 == 0 ? 0 : 1);
            return count;
        }
    }

    private bool IsDense => data is { Length: DenseBytes };

    /// <summary>A chunk of these exceptions: <c>position · 16 + value</c>, ascending, values not 0.</summary>
    public static StatusChunk Of(ReadOnlySpan<ushort> exceptions)
    {
        if (exceptions.IsEmpty)
            return default;
        if (exceptions.Length * sizeof(ushort) < DenseBytes)
        {
            var sparse = new byte[exceptions.Length * sizeof(ushort)];
            BinaryPrimitives.ReverseEndianness(exceptions, MemoryMarshal.Cast<byte, ushort>(sparse.AsSpan()));
            return new StatusChunk(sparse);
        }
        var dense = new byte[DenseBytes];
        foreach (var exception in exceptions)
            dense[exception >> 5] |= (byte)((exception & 0xF) << ((exception >> 4 & 1) * 4));
        return new StatusChunk(dense);
    }

    /// <summary>The exceptions into a place for 4,096; how many.</summary>
    public int CopyTo(Span<ushort> exceptions)
    {
        if (data is null)
            return 0;
        if (!IsDense)
        {
            var sparse = MemoryMarshal.Cast<byte, ushort>(data.AsSpan());
            BinaryPrimitives.ReverseEndianness(sparse, exceptions);
            return sparse.Length;
        }
        var count = 0;
        for (var position = 0; position < StatusSpace.ChunkEntries; position++)
        {
            if (Get(position) is var value and not 0)
                exceptions[count++] = (ushort)(position << 4 | value);
        }
        return count;
    }

    /// <summary>The value at a position.</summary>
    public byte Get(int position)
    {
        if (data is null)
            return 0;
        if (IsDense)
            return (byte)(data[position >> 1] >> ((position & 1) * 4) & 0xF);
        var (low, high) = (0, data.Length / 2);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            var exception = BinaryPrimitives.ReadUInt16BigEndian(data.AsSpan(middle * 2));
            if (exception >> 4 == position)
                return (byte)(exception & 0xF);
            if (exception >> 4 < position)
                low = middle + 1;
            else
                high = middle;
        }
        return 0;
    }

    /// <summary>This chunk with other values at some positions.</summary>
    /// <param name="changes">The changes, ascending, all of this chunk.</param>
    public StatusChunk With(ReadOnlySpan<StatusChange> changes)
    {
        Span<ushort> before = stackalloc ushort[StatusSpace.ChunkEntries], after = stackalloc ushort[StatusSpace.ChunkEntries];
        var left = before[..CopyTo(before)];
        var count = 0;
        foreach (var change in changes)
        {
            var position = StatusSpace.PositionOf(change.Entry);
            while (!left.IsEmpty && left[0] >> 4 < position)
            {
                after[count++] = left[0];
                left = left[1..];
            }
            if (!left.IsEmpty && left[0] >> 4 == position)
                left = left[1..];
            if (change.Value != 0)
                after[count++] = (ushort)(position << 4 | change.Value);
        }
        left.CopyTo(after[count..]);
        return Of(after[..(count + left.Length)]);
    }

    /// <summary>The leaf data of SPEC.md §7.7.</summary>
    public ReadOnlyMemory<byte> Leaf()
    {
        if (!IsDense)
            return data;
        var exceptions = new ushort[StatusSpace.ChunkEntries];
        var count = CopyTo(exceptions);
        var leaf = new byte[count * sizeof(ushort)];
        BinaryPrimitives.ReverseEndianness(exceptions.AsSpan(0, count), MemoryMarshal.Cast<byte, ushort>(leaf.AsSpan()));
        return leaf;
    }

    /// <summary>The hash of its leaf.</summary>
    public ReadOnlyMemory<byte> Hash() => data is null ? EmptyHash : MerkleTree.LeafHash(Leaf().Span);
}
