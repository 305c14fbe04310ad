using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using TrustList.Format.Encoding;
using TrustList.Format.Status;

namespace TrustList.Sync.Status;

/// <summary>Makes a device index of the regions' states, one after the other: no more than the finished file is held.</summary>
public sealed class IndexWriter
{
    private readonly ArrayBufferWriter<byte> records = new();
    private readonly ArrayBufferWriter<byte> places = new();
    private readonly ArrayBufferWriter<byte> data = new();
    private string? last;
    private int regions;
    private int chunks;

    /// <summary>Adds a region; they come ascending by code.</summary>
    /// <exception cref="ArgumentException">The code does not come after the one before, or the state's blocks are too many.</exception>
    public void Add(string code, RegionStatus state)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(state.Blocks, Limits.StatusBlocks);
        if (code.Length != 6 || (last is not null && string.CompareOrdinal(last, code) >= 0) || ++regions > Limits.RegionRecords)
            throw new ArgumentException($"{code} does not come after {last}", nameof(code));
        last = code;
        Span<byte> symbolOf = stackalloc byte[16];
        var width = WriteRecord(code, state, symbolOf);
        var exceptions = new ushort[IndexForm.ChunkEntries];
        for (var chunk = 0; chunk < state.Blocks * IndexForm.ChunksOfBlock; chunk++)
        {
            WriteNumber(places, (uint)data.WrittenCount);
            ChunkWriter.Write(data, exceptions.AsSpan(0, state.CopyChunk(chunk, exceptions)), symbolOf, width);
        }
        chunks += state.Blocks * IndexForm.ChunksOfBlock;
    }

    /// <summary>The file.</summary>
    public byte[] Finish()
    {
        WriteNumber(places, (uint)data.WrittenCount);
        var file = new byte[IndexForm.HeadBytes + records.WrittenCount + places.WrittenCount + data.WrittenCount + IndexForm.HashBytes];
        IndexForm.Magic.CopyTo(file);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(8), (uint)regions);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(12), (uint)chunks);
        var at = IndexForm.HeadBytes;
        foreach (var part in new[] { records, places, data })
        {
            part.WrittenSpan.CopyTo(file.AsSpan(at));
            at += part.WrittenCount;
        }
        SHA256.HashData(file.AsSpan(0, at), file.AsSpan(at));
        return file;
    }

    /// <summary>The values that occur get symbols in ascending order, in as few bits as tell them apart.</summary>
    private int WriteRecord(string code, RegionStatus state, Span<byte> symbolOf)
    {
        var record = records.GetSpan(IndexForm.RegionBytes)[..IndexForm.RegionBytes];
        record.Clear();
        Encoding.ASCII.GetBytes(code, record);
        BinaryPrimitives.WriteUInt16LittleEndian(record[6..], (ushort)state.Blocks);
        var symbols = 0;
        foreach (var value in ValuesIn(state))
        {
            symbolOf[value] = (byte)symbols;
            record[9 + symbols++] = value;
        }
        var width = symbols <= 1 ? 0 : (int)uint.Log2((uint)symbols - 1) + 1;
        record[8] = (byte)width;
        records.Advance(IndexForm.RegionBytes);
        return width;
    }

    private static IEnumerable<byte> ValuesIn(RegionStatus state)
    {
        var seen = new bool[16];
        var exceptions = new ushort[IndexForm.ChunkEntries];
        for (var chunk = 0; chunk < state.Blocks * IndexForm.ChunksOfBlock; chunk++)
            foreach (var exception in exceptions.AsSpan(0, state.CopyChunk(chunk, exceptions)))
                seen[exception & 0xF] = true;
        for (byte value = 1; value < seen.Length; value++)
            if (seen[value])
                yield return value;
    }

    private static void WriteNumber(ArrayBufferWriter<byte> output, uint number)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(output.GetSpan(IndexForm.PlaceBytes), number);
        output.Advance(IndexForm.PlaceBytes);
    }
}
