using System.Buffers.Binary;

namespace RegionNode.Issuer.Tests.World;

/// <summary>An APP1 segment's content as a phone writes it: orientation, date taken, and where wanted a place.</summary>
internal static class ExifSegment
{
    internal const string Place = "31.2304N121.4737E";

    /// <summary>Density alone: in both directions over/under, by unit 2 (inch) or 3 (centimetre).</summary>
    internal static byte[] OfDensity(int over, int under, int unit, int? heightOver = null)
    {
        var tiff = new byte[80];
        "II*\0"u8.CopyTo(tiff);
        Four(tiff, 4, 8);
        Two(tiff, 8, 3);
        Entry(tiff, 10, 0x011A, 5, 1, 60);
        Entry(tiff, 22, 0x011B, 5, 1, 68);
        Entry(tiff, 34, 0x0128, 3, 1, unit);
        Four(tiff, 60, over);
        Four(tiff, 64, under);
        Four(tiff, 68, heightOver ?? over);
        Four(tiff, 72, under);
        return [.. "Exif\0\0"u8, .. tiff];
    }

    internal static byte[] Build(string? takenOn = null, ushort orientation = 1, bool withPlace = false)
    {
        // IFD0 at 8: orientation, pointer to the photo directory at 50; there the date, its text at 80; then a place in clear.
        var tiff = new byte[120];
        "II*\0"u8.CopyTo(tiff);
        Four(tiff, 4, 8);
        Two(tiff, 8, 2);
        Entry(tiff, 10, 0x0112, 3, 1, orientation);
        Entry(tiff, 22, 0x8769, 4, 1, 50);
        Two(tiff, 50, takenOn is null ? 0 : 1);
        if (takenOn is not null)
        {
            Entry(tiff, 52, 0x9003, 2, 20, 80);
            System.Text.Encoding.ASCII.GetBytes(takenOn, tiff.AsSpan(80));
        }
        return [.. "Exif\0\0"u8, .. tiff, .. withPlace ? System.Text.Encoding.ASCII.GetBytes(Place) : []];
    }

    private static void Entry(byte[] tiff, int at, int tag, int type, int count, int value)
    {
        Two(tiff, at, tag);
        Two(tiff, at + 2, type);
        Four(tiff, at + 4, count);
        Four(tiff, at + 8, value);
    }

    private static void Two(byte[] tiff, int at, int value) => BinaryPrimitives.WriteUInt16LittleEndian(tiff.AsSpan(at), (ushort)value);

    private static void Four(byte[] tiff, int at, int value) => BinaryPrimitives.WriteInt32LittleEndian(tiff.AsSpan(at), value);
}
