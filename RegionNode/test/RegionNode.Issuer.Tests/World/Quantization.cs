namespace RegionNode.Issuer.Tests.World;

/// <summary>Quantization tables as the Independent JPEG Group's encoder writes them at a quality, in zigzag order; and files that carry them.</summary>
internal static class Quantization
{
    internal static readonly byte[] Luminance70 =
    [
        10, 7, 7, 8, 7, 6, 10, 8, 8, 8, 11, 10, 10, 11, 14, 24,
        16, 14, 13, 13, 14, 29, 21, 22, 17, 24, 35, 31, 37, 36, 34, 31,
        34, 33, 38, 43, 55, 47, 38, 41, 52, 41, 33, 34, 48, 65, 49, 52,
        57, 59, 62, 62, 62, 37, 46, 68, 73, 67, 60, 72, 55, 61, 62, 59,
    ];

    internal static readonly byte[] Luminance69 =
    [
        10, 7, 7, 9, 7, 6, 10, 9, 8, 9, 11, 11, 10, 12, 15, 25,
        16, 15, 14, 14, 15, 30, 22, 23, 18, 25, 36, 32, 38, 37, 35, 32,
        35, 34, 40, 45, 57, 48, 40, 42, 54, 43, 34, 35, 50, 68, 50, 54,
        59, 61, 64, 64, 64, 38, 48, 70, 75, 69, 62, 74, 57, 63, 64, 61,
    ];

    internal static readonly byte[] Chrominance70 =
    [
        10, 11, 11, 14, 13, 14, 28, 16, 16, 28, 59, 40, 34, 40, 59, 59,
        59, 59, 59, 59, 59, 59, 59, 59, 59, 59, 59, 59, 59, 59, 59, 59,
        59, 59, 59, 59, 59, 59, 59, 59, 59, 59, 59, 59, 59, 59, 59, 59,
        59, 59, 59, 59, 59, 59, 59, 59, 59, 59, 59, 59, 59, 59, 59, 59,
    ];

    internal static readonly byte[] Chrominance69 =
    [
        11, 11, 11, 15, 13, 15, 29, 16, 16, 29, 61, 41, 35, 41, 61, 61,
        61, 61, 61, 61, 61, 61, 61, 61, 61, 61, 61, 61, 61, 61, 61, 61,
        61, 61, 61, 61, 61, 61, 61, 61, 61, 61, 61, 61, 61, 61, 61, 61,
        61, 61, 61, 61, 61, 61, 61, 61, 61, 61, 61, 61, 61, 61, 61, 61,
    ];

    /// <summary>The photo with other tables; its data stays, so it is as large and looks otherwise.</summary>
    internal static byte[] Put(byte[] photo, byte[] luminance, byte[] chrominance)
    {
        var tables = photo.AsSpan().IndexOf<byte>([0xFF, 0xDB, 0, 67, 0]);
        byte[] put = [.. photo[..tables], 0xFF, 0xDB, 0, 132, 0, .. luminance, 1, .. chrominance, .. photo[(tables + 69)..]];
        var frame = put.AsSpan().IndexOf<byte>([0xFF, 0xC0]);
        (put[frame + 15], put[frame + 18]) = (1, 1); // The tables of the two colours.
        return put;
    }
}
