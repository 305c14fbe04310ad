using System.Buffers.Binary;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using TrustList.Format.Encoding;

namespace TrustList.Sync.Status;

/// <summary>
/// The exceptions of all regions in one compressed file, looked up in place: one chunk of 4,096 entries is read for one
/// answer. Holding one proves that the file is whole as it was written. That a region signed what stands in it is for the
/// state root to prove. Thread-safe.
/// </summary>
public sealed class DeviceIndex : IDisposable
{
    [ThreadStatic]
    private static byte[]? room;

    private readonly IMappedFile file;
    private readonly FrozenDictionary<string, IndexedRegion> regions;
    private readonly long places;
    private readonly long data;

    private DeviceIndex(IMappedFile file, ImmutableArray<IndexedRegion> regions, int chunks)
    {
        this.file = file;
        this.regions = regions.ToFrozenDictionary(region => region.Code, StringComparer.Ordinal);
        places = IndexForm.HeadBytes + (long)regions.Length * IndexForm.RegionBytes;
        data = places + ((long)chunks + 1) * IndexForm.PlaceBytes;
        Regions = [.. regions.Select(region => region.Code)];
    }

    /// <summary>The regions that stand in it, ascending.</summary>
    public ImmutableArray<string> Regions { get; }

    /// <summary>Its bytes, on disk and in memory alike.</summary>
    public long Length => file.Length;

    /// <summary>Opens an index after checking all of it; null where it is cut, changed or none.</summary>
    /// <param name="file">The file, which the index then owns; it is closed where the answer is null.</param>
    public static DeviceIndex? Open(IMappedFile file)
    {
        var index = IsWhole(file) ? Read(file) : null;
        if (index is null)
            file.Dispose();
        return index;
    }

    /// <summary>The blocks opened in a region; 0 where the index does not have it.</summary>
    public int BlocksOf(string region) => regions.TryGetValue(region, out var found) ? found.Blocks : 0;

    /// <summary>The raw value of an entry; null for a region that the index does not have, and in an unopened block.</summary>
    public byte? Get(string region, long entry)
    {
        if (!regions.TryGetValue(region, out var found) || entry < 0 || entry >= found.Entries)
            return null;
        if (!TryChunk(found, (int)(entry >> IndexForm.ChunkBits), out var chunk))
            return 0;
        var position = (int)entry & (IndexForm.ChunkEntries - 1);
        while (chunk.Next())
            if (chunk.Position >= position)
                return chunk.Position == position ? found.Symbols[chunk.Symbol] : (byte)0;
        return 0;
    }

    /// <summary>Copies the exceptions of a region's chunk.</summary>
    /// <param name="region">A region of the index.</param>
    /// <param name="number">The chunk, from 0.</param>
    /// <param name="exceptions">Room for 4,096; each is <c>position * 16 + value</c>, ascending.</param>
    /// <returns>How many.</returns>
    public int CopyChunk(string region, int number, Span<ushort> exceptions)
    {
        var found = regions[region];
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)number, (uint)found.Chunks);
        var count = 0;
        if (TryChunk(found, number, out var chunk))
            while (chunk.Next())
                exceptions[count++] = (ushort)((chunk.Position << 4) | found.Symbols[chunk.Symbol]);
        return count;
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    private bool TryChunk(IndexedRegion region, int number, out ChunkBits chunk)
    {
        Span<byte> place = stackalloc byte[2 * IndexForm.PlaceBytes];
        file.Read(places + ((long)region.FirstChunk + number) * IndexForm.PlaceBytes, place);
        var from = BinaryPrimitives.ReadUInt32LittleEndian(place);
        var length = (int)(BinaryPrimitives.ReadUInt32LittleEndian(place[IndexForm.PlaceBytes..]) - from);
        chunk = default;
        if (length == 0)
            return false;
        var bytes = room ??= new byte[IndexForm.ChunkBytes + ChunkBits.Padding];
        file.Read(data + from, bytes.AsSpan(0, length));
        chunk = new ChunkBits(bytes, length, region.Width);
        return true;
    }

    private static bool IsWhole(IMappedFile file)
    {
        if (file.Length is < IndexForm.HeadBytes + IndexForm.PlaceBytes + IndexForm.HashBytes or > Limits.StatusPackageBytes)
            return false;
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var part = new byte[65_536];
        var end = file.Length - IndexForm.HashBytes;
        for (var at = 0L; at < end; at += part.Length)
        {
            var span = part.AsSpan(0, (int)Math.Min(part.Length, end - at));
            file.Read(at, span);
            sha.AppendData(span);
        }
        Span<byte> stated = stackalloc byte[IndexForm.HashBytes];
        file.Read(end, stated);
        return stated.SequenceEqual(sha.GetHashAndReset());
    }

    // Whoever can write the folder can write a right checksum: what is read here keeps every later read inside the file.
    private static DeviceIndex? Read(IMappedFile file)
    {
        Span<byte> head = stackalloc byte[IndexForm.HeadBytes];
        file.Read(0, head);
        var (count, chunks) = (BinaryPrimitives.ReadUInt32LittleEndian(head[8..]), BinaryPrimitives.ReadUInt32LittleEndian(head[12..]));
        if (!head.StartsWith(IndexForm.Magic) || count > Limits.RegionRecords || chunks > Limits.StatusPackageBlocks * IndexForm.ChunksOfBlock)
            return null;
        var data = IndexForm.HeadBytes + count * (long)IndexForm.RegionBytes + (chunks + 1L) * IndexForm.PlaceBytes;
        if (file.Length < data + IndexForm.HashBytes || !TryRegions(file, (int)count, (int)chunks, out var regions))
            return null;
        var index = new DeviceIndex(file, regions, (int)chunks);
        return index.PlacesAreRight((int)chunks, file.Length - IndexForm.HashBytes - data) ? index : null;
    }

    private static bool TryRegions(IMappedFile file, int count, int chunks, [NotNullWhen(true)] out ImmutableArray<IndexedRegion> regions)
    {
        var read = ImmutableArray.CreateBuilder<IndexedRegion>(count);
        Span<byte> record = stackalloc byte[IndexForm.RegionBytes];
        var first = 0;
        for (var i = 0; i < count; i++)
        {
            file.Read(IndexForm.HeadBytes + (long)i * IndexForm.RegionBytes, record);
            var region = new IndexedRegion(
                Encoding.ASCII.GetString(record[..6]), BinaryPrimitives.ReadUInt16LittleEndian(record[6..]), first, record[8], [.. record[9..], 0]);
            if (region.Blocks > Limits.StatusBlocks || region.Width > 4 || (i > 0 && string.CompareOrdinal(read[i - 1].Code, region.Code) >= 0))
                break;
            first += region.Chunks;
            read.Add(region);
        }
        regions = read.ToImmutable();
        return regions.Length == count && first == chunks;
    }

    private bool PlacesAreRight(int chunks, long length)
    {
        var part = new byte[65_536];
        var before = 0U;
        for (var at = 0L; at <= chunks; at += part.Length / IndexForm.PlaceBytes)
        {
            var span = part.AsSpan(0, (int)Math.Min(part.Length, (chunks + 1 - at) * IndexForm.PlaceBytes));
            file.Read(places + at * IndexForm.PlaceBytes, span);
            for (var i = 0; i < span.Length; i += IndexForm.PlaceBytes)
            {
                var place = BinaryPrimitives.ReadUInt32LittleEndian(span[i..]);
                if (place < before || place - before > IndexForm.ChunkBytes || place - before == 1 || place > length)
                    return false;
                before = place;
            }
        }
        return before == length;
    }
}
