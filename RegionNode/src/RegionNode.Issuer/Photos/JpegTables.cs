using System.Buffers.Binary;

namespace RegionNode.Issuer.Photos;

/// <summary>Which tables a JPEG has defined so far (ITU-T T.81 B.2.4), each in form.</summary>
internal sealed class JpegTables
{
    private const int MostCodeLength = 16;
    private const int Coefficients = 64;
    private int dc, ac;
    private readonly int[] steps = new int[4];

    internal bool HasQuantization(byte number) => steps[number] > 0;

    /// <summary>The sum of a quantization table's steps; of the coarsest where the file defines it more than once.</summary>
    internal int CoarsestSteps(byte number) => steps[number];

    /// <summary>Whether a scan's component finds the tables that it selects.</summary>
    internal bool Has(byte selected, bool needsDc, bool needsAc) =>
        (!needsDc || IsSet(dc, selected >> 4)) && (!needsAc || IsSet(ac, selected & 15));

    internal PhotoFault? TakeHuffman(ReadOnlySpan<byte> content)
    {
        while (!content.IsEmpty)
        {
            if (content.Length < 1 + MostCodeLength || content[0] >> 4 > 1 || (content[0] & 15) > 3)
                return PhotoFault.BadSegment;
            if (SymbolsOf(content.Slice(1, MostCodeLength)) is not { } symbols || symbols > content.Length - 1 - MostCodeLength)
                return PhotoFault.BadSegment;
            if (content[0] >> 4 == 0)
                dc |= 1 << (content[0] & 15);
            else
                ac |= 1 << (content[0] & 15);
            content = content[(1 + MostCodeLength + symbols)..];
        }
        return null;
    }

    internal PhotoFault? TakeQuantization(ReadOnlySpan<byte> content)
    {
        while (!content.IsEmpty)
        {
            var bytes = content[0] >> 4 == 0 ? Coefficients : 2 * Coefficients;
            if (content[0] >> 4 > 1 || (content[0] & 15) > 3 || content.Length < 1 + bytes)
                return PhotoFault.BadSegment;
            var sum = 0;
            for (var i = 1; i <= bytes; i += bytes / Coefficients)
            {
                var step = bytes == Coefficients ? content[i] : BinaryPrimitives.ReadUInt16BigEndian(content[i..]);
                if (step == 0)
                    return PhotoFault.BadSegment; // Steps are 1 and more (B.2.4.1).
                sum += step;
            }
            steps[content[0] & 15] = Math.Max(steps[content[0] & 15], sum);
            content = content[(1 + bytes)..];
        }
        return null;
    }

    /// <summary>How many symbols the code has; null where its lengths make no prefix code or name more than 256.</summary>
    private static int? SymbolsOf(ReadOnlySpan<byte> lengths)
    {
        var (symbols, free) = (0, 1);
        foreach (var count in lengths)
        {
            free = 2 * free - count;
            if (free < 0)
                return null;
            symbols += count;
        }
        return symbols <= 256 ? symbols : null;
    }

    private static bool IsSet(int tables, int number) => number < 4 && (tables >> number & 1) == 1;
}
