using System.Buffers.Binary;
using System.Collections.Immutable;
using TrustList.Format.Encoding;

namespace TrustList.Format.Log;

/// <summary>The leaf data of up to 256 leaves in one file: each preceded by its length in two bytes (C2SP tlog-tiles; SPEC.md §12.10).</summary>
public static class EntryBundle
{
    /// <summary>Writes entries.</summary>
    /// <exception cref="ArgumentException">An entry is longer than 65,535 bytes.</exception>
    public static byte[] Write(IReadOnlyCollection<ReadOnlyMemory<byte>> entries)
    {
        var bytes = new byte[entries.Sum(entry => sizeof(ushort) + entry.Length)];
        var rest = bytes.AsSpan();
        foreach (var entry in entries)
        {
            if (entry.Length > ushort.MaxValue)
                throw new ArgumentException($"An entry of {entry.Length} bytes.", nameof(entries));
            BinaryPrimitives.WriteUInt16BigEndian(rest, (ushort)entry.Length);
            entry.Span.CopyTo(rest[sizeof(ushort)..]);
            rest = rest[(sizeof(ushort) + entry.Length)..];
        }
        return bytes;
    }

    /// <summary>Reads exactly so many entries, without copying; more or fewer bytes are refused.</summary>
    public static Decoded<ImmutableArray<ReadOnlyMemory<byte>>> Read(ReadOnlyMemory<byte> bundle, int count)
    {
        var entries = ImmutableArray.CreateBuilder<ReadOnlyMemory<byte>>(count);
        while (entries.Count < count)
        {
            if (bundle.Length < sizeof(ushort) || BinaryPrimitives.ReadUInt16BigEndian(bundle.Span) is var length && bundle.Length - sizeof(ushort) < length)
                return Decoded<ImmutableArray<ReadOnlyMemory<byte>>>.Fail(DecodeFault.Malformed, $"entry bundle ends in entry {entries.Count}");
            entries.Add(bundle.Slice(sizeof(ushort), length));
            bundle = bundle[(sizeof(ushort) + length)..];
        }
        return bundle.IsEmpty
            ? Decoded<ImmutableArray<ReadOnlyMemory<byte>>>.Of(entries.MoveToImmutable())
            : Decoded<ImmutableArray<ReadOnlyMemory<byte>>>.Fail(DecodeFault.TrailingBytes, "bytes after the last entry");
    }
}
