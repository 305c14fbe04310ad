using System.Buffers.Binary;
using System.Text.Unicode;

namespace TrustList.Format.Encoding;

/// <summary>
/// Walks over CBOR without copying or throwing: each method reads one thing and answers false, leaving the position
/// where it was, if something else stands there. For small structures of known shape such as COSE.
/// </summary>
/// <param name="data">The bytes; positions are offsets in them.</param>
/// <param name="start">Where to begin.</param>
/// <param name="end">Where to stop.</param>
public ref struct CborCursor(ReadOnlySpan<byte> data, int start, int end)
{
    private readonly ReadOnlySpan<byte> data = data[..end];

    /// <summary>Begins at the first byte.</summary>
    public CborCursor(ReadOnlySpan<byte> data)
        : this(data, 0, data.Length)
    {
    }

    /// <summary>The offset of the next byte.</summary>
    public int Position { get; private set; } = start;

    /// <summary>Whether nothing is left.</summary>
    public readonly bool AtEnd => Position >= data.Length;

    /// <summary>The bytes from an earlier position up to here.</summary>
    public readonly ReadOnlySpan<byte> Since(int earlier) => data[earlier..Position];

    /// <summary>Reads any head. False for reserved forms or missing bytes.</summary>
    public bool TryReadHead(out CborHead head)
    {
        head = default;
        if (AtEnd)
            return false;
        var first = data[Position];
        var major = (CborMajor)(first >> 5);
        var info = first & 0x1F;
        var rest = data[(Position + 1)..];
        var width = info switch { < 24 => 0, 24 => 1, 25 => 2, 26 => 4, 27 => 8, _ => -1 };
        if (width < 0)
        {
            if (info != 31 || major is CborMajor.Unsigned or CborMajor.Negative or CborMajor.Tag)
                return false;
            head = new CborHead(major, 0, Indefinite: true, Shortest: true);
            Position++;
            return true;
        }
        if (rest.Length < width)
            return false;
        var argument = width switch
        {
            0 => (ulong)info,
            1 => rest[0],
            2 => BinaryPrimitives.ReadUInt16BigEndian(rest),
            4 => BinaryPrimitives.ReadUInt32BigEndian(rest),
            _ => BinaryPrimitives.ReadUInt64BigEndian(rest),
        };
        var least = width switch { 0 => 0UL, 1 => 24UL, 2 => 0x100UL, 4 => 0x1_0000UL, _ => 0x1_0000_0000UL };
        // RFC 8949 §3.3: a simple value below 32 has no second byte.
        if (major == CborMajor.Simple && width == 1 && argument < 32)
            return false;
        head = new CborHead(major, argument, Indefinite: false, argument >= least);
        Position += 1 + width;
        return true;
    }

    /// <summary>Reads the head of an array of definite length.</summary>
    public bool TryReadArray(out int count) => TryReadCount(CborMajor.Array, out count);

    /// <summary>Reads the head of a map of definite length; the count is of pairs.</summary>
    public bool TryReadMap(out int count) => TryReadCount(CborMajor.Map, out count);

    /// <summary>Reads a byte string of definite length.</summary>
    public bool TryReadBytes(out Range content) => TryReadString(CborMajor.Bytes, out content);

    /// <summary>Reads a text string of definite length; only valid UTF-8.</summary>
    public bool TryReadText(out ReadOnlySpan<byte> utf8)
    {
        var before = Position;
        utf8 = default;
        if (!TryReadString(CborMajor.Text, out var content))
            return false;
        utf8 = data[content];
        if (Utf8.IsValid(utf8))
            return true;
        Position = before;
        return false;
    }

    /// <summary>Reads an integer that fits 64 bits.</summary>
    public bool TryReadInteger(out long value)
    {
        var before = Position;
        value = 0;
        if (TryReadHead(out var head) && head.Major is CborMajor.Unsigned or CborMajor.Negative && head.Argument <= long.MaxValue)
        {
            value = head.Major == CborMajor.Unsigned ? (long)head.Argument : -1 - (long)head.Argument;
            return true;
        }
        Position = before;
        return false;
    }

    /// <summary>Reads a tag with this number.</summary>
    public bool TryReadTag(ulong number)
    {
        var before = Position;
        if (TryReadHead(out var head) && head.Major == CborMajor.Tag && head.Argument == number)
            return true;
        Position = before;
        return false;
    }

    /// <summary>Reads null.</summary>
    public bool TryReadNull()
    {
        if (AtEnd || data[Position] != 0xF6)
            return false;
        Position++;
        return true;
    }

    /// <summary>Passes over one whole item, checked as by <see cref="CborRules.CheckWellFormed"/>.</summary>
    public bool TrySkip() => CborRules.Walk(ref this) is null;

    internal void Advance(int count) => Position += count;

    internal readonly int Left => data.Length - Position;

    private bool TryReadCount(CborMajor major, out int count)
    {
        var before = Position;
        // Every element takes a byte at least, so a count beyond what is left is a lie.
        if (TryReadHead(out var head) && head.Major == major && !head.Indefinite && head.Argument <= (ulong)Left)
        {
            count = (int)head.Argument;
            return true;
        }
        Position = before;
        count = 0;
        return false;
    }

    private bool TryReadString(CborMajor major, out Range content)
    {
        var before = Position;
        if (TryReadHead(out var head) && head.Major == major && !head.Indefinite && head.Argument <= (ulong)Left)
        {
            content = Position..(Position + (int)head.Argument);
            Position += (int)head.Argument;
            return true;
        }
        Position = before;
        content = default;
        return false;
    }
}
