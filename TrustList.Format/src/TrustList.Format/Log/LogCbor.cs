using System.Collections.Immutable;
using TrustList.Format.Encoding;

namespace TrustList.Format.Log;

/// <summary>
/// Reads the log's CBOR arrays: a format word, then members in a fixed order. After the first fault every read gives a
/// harmless default; <see cref="Finish"/> tells, and refuses whatever is not the one deterministic form.
/// </summary>
internal ref struct LogCbor
{
    /// <summary>The last second of the year 9999.</summary>
    public const long LastSecond = 253_402_300_799;

    private static readonly byte[] NoHash = new byte[MerkleTree.HashBytes];
    private readonly ReadOnlyMemory<byte> data;
    private readonly string format;
    private CborCursor cursor;
    private DecodeFault? fault;

    public LogCbor(ReadOnlyMemory<byte> data, string format, int members)
    {
        (this.data, this.format) = (data, format);
        cursor = new CborCursor(data.Span);
        if (!cursor.TryReadArray(out var count) || count != members
            || !cursor.TryReadText(out var word) || !word.SequenceEqual(System.Text.Encoding.ASCII.GetBytes(format)))
            fault = data.IsEmpty ? DecodeFault.Empty : DecodeFault.WrongType;
    }

    public long Integer(long min, long max)
    {
        if (fault is not null)
            return min;
        if (cursor.TryReadInteger(out var value) && value >= min && value <= max)
            return value;
        fault = DecodeFault.BadValue;
        return min;
    }

    /// <summary>Text of ASCII characters.</summary>
    public string Ascii(int maxCharacters)
    {
        if (fault is not null)
            return "";
        if (!cursor.TryReadText(out var text))
            fault = DecodeFault.WrongType;
        else if (text.Length > maxCharacters)
            fault = DecodeFault.TooLarge;
        else if (!System.Text.Ascii.IsValid(text))
            fault = DecodeFault.BadValue;
        else
            return System.Text.Encoding.ASCII.GetString(text);
        return "";
    }

    /// <summary>An array of byte strings.</summary>
    public ImmutableArray<ReadOnlyMemory<byte>> List(int maxItems, int maxBytes)
    {
        if (fault is not null)
            return [];
        if (!cursor.TryReadArray(out var count) || count > maxItems)
        {
            fault = DecodeFault.TooMany;
            return [];
        }
        var items = ImmutableArray.CreateBuilder<ReadOnlyMemory<byte>>(count);
        for (var i = 0; i < count && fault is null; i++)
            items.Add(Bytes(maxBytes));
        return items.ToImmutable();
    }

    public ReadOnlyMemory<byte> Bytes(int maxBytes)
    {
        if (fault is not null)
            return default;
        if (!cursor.TryReadBytes(out var content))
            fault = DecodeFault.WrongType;
        else if (data[content].Length > maxBytes)
            fault = DecodeFault.TooLarge;
        else
            return data[content];
        return default;
    }

    public ReadOnlyMemory<byte> Hash()
    {
        var hash = Bytes(MerkleTree.HashBytes);
        if (fault is null && hash.Length != MerkleTree.HashBytes)
            fault = DecodeFault.BadValue;
        return fault is null ? hash : NoHash;
    }

    public ImmutableArray<ReadOnlyMemory<byte>> Path()
    {
        if (fault is not null)
            return [];
        if (!cursor.TryReadArray(out var count) || count > Limits.MerklePath)
        {
            fault = DecodeFault.TooMany;
            return [];
        }
        var path = ImmutableArray.CreateBuilder<ReadOnlyMemory<byte>>(count);
        for (var i = 0; i < count; i++)
            path.Add(Hash());
        return path.MoveToImmutable();
    }

    public readonly Decoded<T> Finish<T>(T value, Func<T, byte[]> write)
        => fault is { } first ? Decoded<T>.Fail(first, $"{format}: byte {cursor.Position}")
            : !cursor.AtEnd ? Decoded<T>.Fail(DecodeFault.TrailingBytes, format)
            : data.Span.SequenceEqual(write(value)) ? Decoded<T>.Of(value)
            : Decoded<T>.Fail(DecodeFault.NotCanonical, format);
}
