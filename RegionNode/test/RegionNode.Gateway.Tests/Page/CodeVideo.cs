using System.Text;
using QRCoder;

namespace RegionNode.Gateway.Tests.Page;

/// <summary>A code as a camera sees it, for Chromium's stand-in of a camera: raw video of two frames (YUV4MPEG2).</summary>
internal static class CodeVideo
{
    public const int Width = 1280;
    private const int Height = 720;

    public static void Write(string file, string text)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var modules = code.ModuleMatrix;
        var scale = (Height - 40) / modules.Count;
        var (left, top) = ((Width - scale * modules.Count) / 2, (Height - scale * modules.Count) / 2);
        var light = new byte[Width * Height];
        Array.Fill(light, (byte)190);
        for (var y = 0; y < scale * modules.Count; y++)
            for (var x = 0; x < scale * modules.Count; x++)
                light[(top + y) * Width + left + x] = modules[y / scale][x / scale] ? (byte)30 : (byte)230;
        var colours = new byte[Width * Height / 2];
        Array.Fill(colours, (byte)128);

        using var video = File.Create(file);
        video.Write(Encoding.ASCII.GetBytes($"YUV4MPEG2 W{Width} H{Height} F10:1 Ip A1:1 C420jpeg\n"));
        for (var frame = 0; frame < 2; frame++)
        {
            video.Write("FRAME\n"u8);
            video.Write(light);
            video.Write(colours);
        }
    }
}
