namespace RegionNode.Issuer.Photos;

/// <summary>
/// How finely a JPEG is coded, on the scale that rules mean by "quality": that of the Independent JPEG Group's encoder, which scales
/// the example tables of ITU-T T.81 annex K. A file does not say its quality; it carries its quantization tables. For tables that are
/// so scaled the number is exact; for others it is that of the scaled table whose steps sum up to as much.
/// </summary>
internal static class JpegQuality
{
    private const int Finest = 100;

    /// <summary>Table K.1, in any order.</summary>
    private static readonly byte[] Luminance =
    [
        16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51, 87, 80, 62,
        18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
    ];

    /// <summary>Table K.2: 64 steps, of which these are not 99.</summary>
    private static readonly byte[] Chrominance =
        [17, 18, 18, 24, 21, 24, 47, 26, 26, 47, 66, 56, 66, .. Enumerable.Repeat((byte)99, 51)];

    private static readonly int[] LuminanceSums = SumsOf(Luminance);
    private static readonly int[] ChrominanceSums = SumsOf(Chrominance);

    /// <summary>1 to 100; 0 where the table is coarser than any of the scale.</summary>
    /// <param name="steps">The sum of the table's 64 steps.</param>
    /// <param name="isLuminance">Whether it codes brightness.</param>
    internal static int Of(int steps, bool isLuminance)
    {
        var sums = isLuminance ? LuminanceSums : ChrominanceSums;
        var quality = Finest;
        while (quality > 0 && sums[quality - 1] < steps)
            quality--;
        return quality;
    }

    /// <summary>The sums of the table's steps at quality 1 to 100, falling.</summary>
    private static int[] SumsOf(byte[] table) => [.. Enumerable.Range(1, Finest).Select(quality => table.Sum(step => Scaled(step, quality)))];

    private static int Scaled(int step, int quality)
    {
        var percent = quality < 50 ? 5000 / quality : 200 - 2 * quality;
        return Math.Clamp((step * percent + 50) / 100, 1, 255);
    }
}
