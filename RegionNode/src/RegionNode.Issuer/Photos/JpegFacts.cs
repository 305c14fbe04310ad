namespace RegionNode.Issuer.Photos;

/// <summary>
/// What the markers of a well-formed JPEG say: one frame of baseline or progressive Huffman coding in three components of 8 bits,
/// its tables and scans in form, up to the end marker and not a byte further. Pixels were not decoded.
/// </summary>
internal sealed record JpegFacts
{
    /// <summary>Pixels a line as coded, before <see cref="Exif"/> turns it.</summary>
    internal required int CodedWidth { get; init; }

    internal required int CodedHeight { get; init; }

    internal required bool Progressive { get; init; }

    /// <summary>Dots per inch, both ways alike, as the JFIF segment says or, where that is silent, EXIF; null where none does.</summary>
    internal required int? Dpi { get; init; }

    /// <summary>How finely it is coded, by its coarsest table: <see cref="JpegQuality"/>.</summary>
    internal required int Quality { get; init; }

    /// <summary>What the EXIF segment says.</summary>
    internal required ExifFacts Exif { get; init; }

    /// <summary>Every part in the file's order, without start and end.</summary>
    internal required IReadOnlyList<JpegPart> Parts { get; init; }

    /// <summary>Pixels a line as shown.</summary>
    internal int Width => Exif.IsSideways ? CodedHeight : CodedWidth;

    internal int Height => Exif.IsSideways ? CodedWidth : CodedHeight;
}
