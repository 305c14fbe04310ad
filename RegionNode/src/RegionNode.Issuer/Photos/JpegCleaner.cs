namespace RegionNode.Issuer.Photos;

/// <summary>
/// Takes metadata out of a photo before it is stored: EXIF with its place and device, thumbnails, comments, everything that is not
/// needed to show the picture. What stays: density (JFIF), colour transform (Adobe), and how it is turned.
/// </summary>
internal static class JpegCleaner
{
    private const int JfifBytes = 18;

    /// <summary>The photo without metadata. Cleaning twice changes nothing.</summary>
    internal static byte[] Clean(ReadOnlySpan<byte> bytes, JpegFacts facts)
    {
        using var output = new MemoryStream(bytes.Length);
        output.Write([0xFF, JpegMarker.StartOfImage]);
        if (facts.Dpi is { } dpi)
            output.Write(Jfif(dpi));
        if (facts.Exif.Orientation != 1)
            output.Write(Turned(facts.Exif.Orientation));
        foreach (var part in facts.Parts)
        {
            if (IsNeeded(part, bytes))
                output.Write(bytes[part.Start..part.End]);
        }
        output.Write([0xFF, JpegMarker.EndOfImage]);
        return output.ToArray();
    }

    /// <summary>The same for a photo that the registry keeps in whatever form: one that cannot be read stays as it is.</summary>
    internal static byte[] CleanIfReadable(byte[] bytes) => JpegReader.Read(bytes).Facts is { } facts ? Clean(bytes, facts) : bytes;

    private static bool IsNeeded(JpegPart part, ReadOnlySpan<byte> bytes) => part.Marker switch
    {
        JpegMarker.Comment => false,
        JpegMarker.Adobe => bytes[part.Start..part.End].IndexOf("Adobe"u8) >= 0 && part.End - part.Start <= JfifBytes,
        >= JpegMarker.Jfif and <= JpegMarker.LastApplication => false,
        _ => true,
    };

    /// <summary>JFIF 1.02 without a thumbnail.</summary>
    private static byte[] Jfif(int dpi) =>
        [0xFF, JpegMarker.Jfif, 0, 16, .. "JFIF\0"u8, 1, 2, 1, (byte)(dpi >> 8), (byte)dpi, (byte)(dpi >> 8), (byte)dpi, 0, 0];

    /// <summary>EXIF with the one tag Orientation.</summary>
    private static byte[] Turned(int orientation) =>
    [
        0xFF, JpegMarker.Exif, 0, 34, .. "Exif\0\0"u8, .. "MM\0*"u8, 0, 0, 0, 8, 0, 1,
        0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0,
    ];
}
