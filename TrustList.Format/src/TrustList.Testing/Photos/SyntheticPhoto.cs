namespace TrustList.Testing.Photos;

/// <summary>A picture of nobody: a flat figure on white, with a little grain so that its file weighs what a photo does. Says SYNTHETIC in a comment.</summary>
public sealed record SyntheticPhoto
{
    /// <summary>Pixels a line.</summary>
    public int Width { get; init; } = 260;

    /// <summary>Lines.</summary>
    public int Height { get; init; } = 378;

    /// <summary>Dots per inch of the JFIF segment; 0: no such segment.</summary>
    public int Dpi { get; init; } = 300;

    /// <summary>Progressive instead of baseline.</summary>
    public bool Progressive { get; init; }

    /// <summary>An APP1 segment's content to put in, such as EXIF; null: none.</summary>
    public byte[]? App1 { get; init; }

    /// <summary>Grain, 0 to 40: more makes a larger file. 8 gives a licence photo of about 19 KB.</summary>
    public int Grain { get; init; } = 8;

    /// <summary>A licence photo: 260 x 378 at 300 dpi.</summary>
    public static byte[] Licence() => new SyntheticPhoto().Encode();

    /// <summary>A photo as a phone sends it: 600 x 858, its shape between 2:3 and 3:4.</summary>
    public static byte[] Upload(byte[]? app1 = null) => new SyntheticPhoto { Width = 600, Height = 858, Dpi = 72, Grain = 2, App1 = app1 }.Encode();

    /// <summary>The JPEG file.</summary>
    public byte[] Encode() => new JpegEncoder(this).Encode();

    /// <summary>The brightness of one pixel and its two colours, each 0 to 255.</summary>
    internal (int Y, int Cb, int Cr) At(int x, int y)
    {
        var (across, down) = ((x - Width / 2.0) / Width, (double)y / Height);
        var face = Math.Pow(across / 0.26, 2) + Math.Pow((down - 0.42) / 0.28, 2) < 1;
        var shoulders = Math.Pow(across / 0.46, 2) + Math.Pow((down - 1.05) / 0.28, 2) < 1;
        var noise = Grain == 0 ? 0 : (int)((uint)(x * 374_761_393 + y * 668_265_263) * 2_246_822_519u >> 24) % (2 * Grain + 1) - Grain;
        var (luma, cb, cr) = face ? (180, 112, 146) : shoulders ? (60, 140, 124) : (215, 128, 128);
        return (Math.Clamp(luma + noise, 0, 255), cb, cr);
    }
}
