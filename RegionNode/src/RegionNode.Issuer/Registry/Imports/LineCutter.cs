namespace RegionNode.Issuer.Registry.Imports;

/// <summary>One line inside a piece; what is too long has no bytes.</summary>
internal readonly record struct CutLine(long Number, int Start, int Length, bool TooLong);

/// <summary>A piece's bytes, with what the piece before had left, and where its whole lines lie. Empty lines are counted and left out.</summary>
internal sealed record CutPiece(byte[] Bytes, IReadOnlyList<CutLine> Lines);

/// <summary>
/// Cuts a stream into lines, piece by piece, and remembers only the beginning of the last line: a line may be cut anywhere by a
/// piece's end, and one longer than the limit is never kept. UTF-8 and GB 18030 alike: 0x0A is never part of another character.
/// </summary>
internal sealed class LineCutter(byte[] carry, bool skipping, long lines)
{
    /// <summary>The most bytes of a line.</summary>
    internal const int MaxLine = 16 * 1024;

    private const byte LineFeed = (byte)'\n', CarriageReturn = (byte)'\r';

    /// <summary>The beginning of the line that is not at its end yet.</summary>
    internal byte[] Carry { get; private set; } = carry;

    /// <summary>That line is too long already: the rest of it is thrown away.</summary>
    internal bool Skipping { get; private set; } = skipping;

    /// <summary>Lines that came to their end.</summary>
    internal long Lines { get; private set; } = lines;

    /// <summary>Cuts the next piece.</summary>
    /// <param name="piece">Its bytes.</param>
    /// <param name="last">Nothing follows: what is left is a line.</param>
    internal CutPiece Cut(ReadOnlySpan<byte> piece, bool last = false)
    {
        var bytes = GC.AllocateUninitializedArray<byte>(Carry.Length + piece.Length);
        Carry.CopyTo(bytes, 0);
        piece.CopyTo(bytes.AsSpan(Carry.Length));
        var cut = new List<CutLine>(bytes.Length / 128);
        var start = 0;
        for (int length; (length = bytes.AsSpan(start).IndexOf(LineFeed)) >= 0; start += length + 1)
            End(cut, bytes, start, length);
        if (last && (start < bytes.Length || Skipping))
        {
            End(cut, bytes, start, bytes.Length - start);
            start = bytes.Length;
        }
        Skipping |= bytes.Length - start > MaxLine;
        Carry = Skipping ? [] : bytes[start..];
        return new CutPiece(bytes, cut);
    }

    private void End(List<CutLine> cut, byte[] bytes, int start, int length)
    {
        Lines++;
        if (Skipping || length > MaxLine)
            cut.Add(new CutLine(Lines, start, 0, TooLong: true));
        else if (length > 0 && bytes[start + length - 1] == CarriageReturn)
            AddWhole(cut, start, length - 1);
        else
            AddWhole(cut, start, length);
        Skipping = false;
    }

    private void AddWhole(List<CutLine> cut, int start, int length)
    {
        if (length > 0)
            cut.Add(new CutLine(Lines, start, length, TooLong: false));
    }
}
