using System.Buffers.Binary;
using TrustList.Format.Encoding;

namespace TrustList.Format.Credentials.Reading;

/// <summary>
/// Walks over CBOR without copying or allocating. Made for bytes that <see cref="CborRules"/> has accepted: what is
/// missing or of another type reads as false and leaves the position; it never reads outside the bytes.
/// </summary>
internal ref struct CheckedCbor
{
    private const int Indefinite = -1;
    private readonly ReadOnlyMemory<byte> memory;
    private readonly ReadOnlySpan<byte> bytes;
    private int position;

    public CheckedCbor(ReadOnlyMemory<byte> memory)
    {
        this.memory = memory;
        bytes = memory.Span;
    }

    /// <summary>Where the next item begins.</summary>
    public readonly int Position => position;

    /// <summary>The next item's major type; null at the end.</summary>
    public readonly CborMajor? Peek => position < bytes.Length ? (CborMajor)(bytes[position] >> 5) : null;

    /// <summary>Enters a map; <paramref name="members"/> belongs to <see cref="More"/>.</summary>
    public bool TryReadMap(out int members) => TryEnter(CborMajor.Map, out members);

    /// <summary>Enters an array; <paramref name="members"/> belongs to <see cref="More"/>.</summary>
    public bool TryReadArray(out int members) => TryEnter(CborMajor.Array, out members);

    /// <summary>Whether the map or array entered last has another member; leaves it when not.</summary>
    public bool More(ref int members)
    {
        if (members != Indefinite)
            return members-- > 0 && position < bytes.Length;
        if (position < bytes.Length && bytes[position] != 0xFF)
            return true;
        position++;
        return false;
    }

    /// <summary>Reads a text string of definite length as UTF-8.</summary>
    public bool TryReadText(out ReadOnlySpan<byte> utf8) => TryReadString(CborMajor.Text, out utf8);

    /// <summary>Reads a byte string of definite length.</summary>
    public bool TryReadBytes(out ReadOnlyMemory<byte> content)
    {
        var found = TryReadString(CborMajor.Bytes, out var span);
        content = found ? memory.Slice(position - span.Length, span.Length) : default;
        return found;
    }

    /// <summary>Reads the content of #6.24(bstr).</summary>
    public bool TryReadEmbedded(out ReadOnlyMemory<byte> content)
    {
        var start = position;
        if (TryReadTag(out var tag) && tag == 24 && TryReadBytes(out content))
            return true;
        position = start;
        content = default;
        return false;
    }

    /// <summary>Reads null.</summary>
    public bool TryReadNull()
    {
        if (position >= bytes.Length || bytes[position] != 0xF6)
            return false;
        position++;
        return true;
    }

    /// <summary>Reads true or false.</summary>
    public bool TryReadBool(out bool value)
    {
        value = position < bytes.Length && bytes[position] == 0xF5;
        if (!value && (position >= bytes.Length || bytes[position] != 0xF4))
            return false;
        position++;
        return true;
    }

    /// <summary>Reads a tag's number and stands at its content.</summary>
    public bool TryReadTag(out ulong tag) => TryReadArgument(CborMajor.Tag, out tag);

    /// <summary>Reads an integer that fits in 64 bits.</summary>
    public bool TryReadInteger(out long value)
    {
        var start = position;
        var negative = Peek == CborMajor.Negative;
        if (TryReadArgument(negative ? CborMajor.Negative : CborMajor.Unsigned, out var argument) && argument <= long.MaxValue)
        {
            value = negative ? -1 - (long)argument : (long)argument;
            return true;
        }
        position = start;
        value = 0;
        return false;
    }

    /// <summary>Passes over one item and yields its bytes.</summary>
    public ReadOnlyMemory<byte> ReadItem()
    {
        var start = position;
        return Skip() ? memory[start..position] : default;
    }

    /// <summary>Passes over one item.</summary>
    public bool Skip()
    {
        var start = position;
        if (SkipOne(Limits.CborDepth + 1))
            return true;
        position = start;
        return false;
    }

    private bool SkipOne(int depth)
    {
        if (depth == 0 || !TryReadHead(out var major, out var argument, out var indefinite))
            return false;
        switch (major)
        {
            case CborMajor.Bytes or CborMajor.Text when !indefinite:
                return TryAdvance(argument);
            case CborMajor.Tag:
                return SkipOne(depth - 1);
            case CborMajor.Bytes or CborMajor.Text or CborMajor.Array or CborMajor.Map:
                return SkipMembers(depth - 1, indefinite, major == CborMajor.Map && !indefinite ? argument * 2 : argument);
            default:
                return !indefinite; // a break has no place here
        }
    }

    private bool SkipMembers(int depth, bool indefinite, ulong count)
    {
        while (indefinite || count-- > 0)
        {
            if (indefinite && position < bytes.Length && bytes[position] == 0xFF)
            {
                position++;
                return true;
            }
            if (!SkipOne(depth))
                return false;
        }
        return true;
    }

    private bool TryEnter(CborMajor wanted, out int members)
    {
        var start = position;
        members = 0;
        if (Peek == wanted && TryReadHead(out _, out var argument, out var indefinite) && (indefinite || argument <= int.MaxValue))
        {
            members = indefinite ? Indefinite : (int)argument;
            return true;
        }
        position = start;
        return false;
    }

    private bool TryReadString(CborMajor wanted, out ReadOnlySpan<byte> content)
    {
        var start = position;
        if (TryReadArgument(wanted, out var length) && length <= (ulong)(bytes.Length - position))
        {
            content = bytes.Slice(position, (int)length);
            position += (int)length;
            return true;
        }
        position = start;
        content = default;
        return false;
    }

    private bool TryReadArgument(CborMajor wanted, out ulong argument)
    {
        var start = position;
        if (Peek == wanted && TryReadHead(out _, out argument, out var indefinite) && !indefinite)
            return true;
        position = start;
        argument = 0;
        return false;
    }

    private bool TryReadHead(out CborMajor major, out ulong argument, out bool indefinite)
    {
        major = default;
        argument = 0;
        indefinite = false;
        if (position >= bytes.Length)
            return false;
        major = (CborMajor)(bytes[position] >> 5);
        var info = bytes[position++] & 0x1F;
        if (info < 24)
        {
            argument = (ulong)info;
            return true;
        }
        if (info == 31)
        {
            indefinite = true;
            return true;
        }
        var width = info switch { 24 => 1, 25 => 2, 26 => 4, 27 => 8, _ => 0 };
        if (width == 0 || bytes.Length - position < width)
            return false;
        var field = bytes.Slice(position, width);
        argument = width switch
        {
            1 => field[0],
            2 => BinaryPrimitives.ReadUInt16BigEndian(field),
            4 => BinaryPrimitives.ReadUInt32BigEndian(field),
            _ => BinaryPrimitives.ReadUInt64BigEndian(field),
        };
        position += width;
        return true;
    }

    private bool TryAdvance(ulong count)
    {
        if (count > (ulong)(bytes.Length - position))
            return false;
        position += (int)count;
        return true;
    }
}
