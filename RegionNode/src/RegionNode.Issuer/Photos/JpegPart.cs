namespace RegionNode.Issuer.Photos;

/// <summary>A marker and what belongs to it: its segment, and for a scan its coded data.</summary>
/// <param name="Marker">The byte after 0xFF.</param>
/// <param name="Start">Where its 0xFF stands.</param>
/// <param name="End">Where the next part begins.</param>
internal readonly record struct JpegPart(byte Marker, int Start, int End);

/// <summary>The markers that the node knows (ITU-T T.81 table B.1).</summary>
internal static class JpegMarker
{
    internal const byte Baseline = 0xC0;
    internal const byte Extended = 0xC1;
    internal const byte Progressive = 0xC2;
    internal const byte HuffmanTables = 0xC4;
    internal const byte FirstRestart = 0xD0;
    internal const byte LastRestart = 0xD7;
    internal const byte StartOfImage = 0xD8;
    internal const byte EndOfImage = 0xD9;
    internal const byte Scan = 0xDA;
    internal const byte QuantizationTables = 0xDB;
    internal const byte RestartInterval = 0xDD;
    internal const byte Jfif = 0xE0;
    internal const byte Exif = 0xE1;
    internal const byte Adobe = 0xEE;
    internal const byte LastApplication = 0xEF;
    internal const byte Comment = 0xFE;
}
