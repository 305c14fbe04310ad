using System.Buffers.Binary;

namespace RegionNode.Issuer.Photos;

/// <summary>Gathers what the segments of one picture say, and finds what is wrong with them. Memory does not grow with the file.</summary>
internal sealed class JpegFrame
{
    private const int Components = 3;
    private const int BlockSide = 8;

    private readonly JpegTables tables = new();
    private readonly byte[] componentIds = new byte[Components];
    private readonly byte[] componentTables = new byte[Components];
    private byte coding;
    private int width, height, scans;
    private long dataBytes;
    private int? dpi;
    private ExifFacts exif = ExifFacts.None;

    /// <summary>Takes one segment.</summary>
    internal PhotoFault? Take(byte marker, ReadOnlySpan<byte> content)
    {
        switch (marker)
        {
            case JpegMarker.Baseline or JpegMarker.Extended or JpegMarker.Progressive:
                return TakeFrame(marker, content);
            case JpegMarker.HuffmanTables:
                return tables.TakeHuffman(content);
            case JpegMarker.QuantizationTables:
                return tables.TakeQuantization(content);
            case JpegMarker.Scan:
                return TakeScan(content);
            case JpegMarker.RestartInterval:
                return content.Length == 2 ? null : PhotoFault.BadSegment;
            case JpegMarker.Jfif:
                dpi ??= DpiOf(content);
                return null;
            case JpegMarker.Exif:
                exif = exif.Or(content);
                return null;
            case 0xE2 when content.StartsWith("MPF\0"u8):
                return PhotoFault.NestedImage; // CIPA DC-007: further pictures follow in the file.
            case < 0xE0: // What is left below the application segments: arithmetic, lossless, hierarchical, a late height.
                return PhotoFault.UnsupportedCoding;
            default:
                return null;
        }
    }

    /// <summary>Counts the coded bytes of the scan just taken.</summary>
    internal void AddData(int bytes) => dataBytes += bytes;

    /// <summary>What the file lacks at its end.</summary>
    internal PhotoFault? Missing()
    {
        if (coding == 0 || scans == 0)
            return PhotoFault.Truncated;
        if (!componentTables.All(tables.HasQuantization))
            return PhotoFault.BadSegment;
        // Baseline spends at least two bits on each block of 64 samples, and one component has all of them: fewer cannot be the whole picture.
        var leastBits = coding == JpegMarker.Progressive ? 1 : 2L * (width / BlockSide) * (height / BlockSide);
        return dataBytes * 8 < leastBits ? PhotoFault.Truncated : null;
    }

    internal JpegFacts ToFacts(IReadOnlyList<JpegPart> parts) => new()
    {
        CodedWidth = width, CodedHeight = height, Progressive = coding == JpegMarker.Progressive, Dpi = dpi ?? exif.Dpi, Exif = exif, Parts = parts,
        Quality = componentTables.Select((table, component) => JpegQuality.Of(tables.CoarsestSteps(table), isLuminance: component == 0)).Min(),
    };

    private PhotoFault? TakeFrame(byte marker, ReadOnlySpan<byte> content)
    {
        if (coding != 0)
            return PhotoFault.NestedImage;
        if (content.Length < 6)
            return PhotoFault.BadSegment;
        if (content[0] != 8 || content[5] != Components)
            return PhotoFault.NotColour;
        if (content.Length != 6 + 3 * Components)
            return PhotoFault.BadSegment;
        (height, width) = (BinaryPrimitives.ReadUInt16BigEndian(content[1..]), BinaryPrimitives.ReadUInt16BigEndian(content[3..]));
        if (height == 0 || width == 0)
            return PhotoFault.BadSegment;
        if (height > PhotoLimits.MostSide || width > PhotoLimits.MostSide || (long)height * width > PhotoLimits.MostPixels)
            return PhotoFault.TooLarge;
        for (var i = 0; i < Components; i++)
        {
            var (id, sampling, table) = (content[6 + 3 * i], content[7 + 3 * i], content[8 + 3 * i]);
            if (sampling >> 4 is 0 or > 4 || (sampling & 15) is 0 or > 4 || table > 3 || componentIds.AsSpan(0, i).Contains(id))
                return PhotoFault.BadSegment;
            (componentIds[i], componentTables[i]) = (id, table);
        }
        coding = marker;
        return null;
    }

    private PhotoFault? TakeScan(ReadOnlySpan<byte> content)
    {
        if (coding == 0 || content.Length < 1 || content[0] is 0 or > Components || content.Length != 4 + 2 * content[0])
            return PhotoFault.BadSegment;
        if (++scans > PhotoLimits.MostScans)
            return PhotoFault.TooManySegments;
        var (first, last) = (content[^3], content[^2]);
        if (last > 63 || first > last || (coding != JpegMarker.Progressive && (first != 0 || last != 63)))
            return PhotoFault.BadSegment;
        for (var i = 0; i < content[0]; i++)
        {
            var (id, selected) = (content[1 + 2 * i], content[2 + 2 * i]);
            if (!componentIds.AsSpan().Contains(id) || !tables.Has(selected, needsDc: first == 0 && (content[^1] >> 4) == 0, needsAc: last > 0))
                return PhotoFault.BadSegment;
        }
        return null;
    }

    /// <summary>JFIF 1.02: units 1 are dots per inch, 2 per centimetre.</summary>
    private static int? DpiOf(ReadOnlySpan<byte> content)
    {
        if (content.Length < 12 || !content.StartsWith("JFIF\0"u8))
            return null;
        var (x, y) = (BinaryPrimitives.ReadUInt16BigEndian(content[8..]), BinaryPrimitives.ReadUInt16BigEndian(content[10..]));
        return x != y ? null : content[7] switch { 1 => x, 2 => (int)Math.Round(x * 2.54), _ => null };
    }
}
