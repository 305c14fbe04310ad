using System.Buffers.Binary;
using System.Globalization;

namespace RegionNode.Issuer.Photos;

/// <summary>
/// Reads EXIF (CIPA DC-008) in an APP1 segment: two directories at most, so that no offset can lead in circles. What is not in
/// form is taken as not there: EXIF is a statement of the applicant's device and proves nothing.
/// </summary>
internal readonly ref struct ExifReader
{
    private const ushort OrientationTag = 0x0112;
    private const ushort WidthDensityTag = 0x011A;
    private const ushort HeightDensityTag = 0x011B;
    private const ushort DensityUnitTag = 0x0128;
    private const ushort FileDateTag = 0x0132;
    private const ushort PhotoDirectoryTag = 0x8769;
    private const ushort TakenTag = 0x9003;
    private const ushort DigitizedTag = 0x9004;
    private const int Rational = 5;
    private const int EntryBytes = 12;
    private const int DateCharacters = 19;

    private readonly ReadOnlySpan<byte> tiff;
    private readonly bool littleEndian;

    private ExifReader(ReadOnlySpan<byte> tiff)
    {
        this.tiff = tiff;
        littleEndian = tiff[0] == 'I';
    }

    internal static ExifFacts Read(ReadOnlySpan<byte> segment)
    {
        if (segment.Length < 14 || !segment.StartsWith("Exif\0\0"u8))
            return ExifFacts.None;
        var tiff = segment[6..];
        if (!tiff.StartsWith("II*\0"u8) && !tiff.StartsWith("MM\0*"u8))
            return ExifFacts.None;
        var reader = new ExifReader(tiff);
        var first = reader.Four(4);
        var orientation = reader.Find(first, OrientationTag) is { } at ? reader.Two(at + 8) ?? 1 : 1;
        var photo = reader.Find(first, PhotoDirectoryTag) is { } pointer ? reader.Four(pointer + 8) : null;
        var taken = reader.DateOf(photo, TakenTag) ?? reader.DateOf(photo, DigitizedTag) ?? reader.DateOf(first, FileDateTag);
        return new ExifFacts(orientation is >= 1 and <= 8 ? orientation : 1, taken, reader.DpiOf(first));
    }

    /// <summary>Unit 2, or none said, is the inch; 3 the centimetre.</summary>
    private int? DpiOf(long? directory)
    {
        var perUnit = RatioOf(directory, WidthDensityTag);
        if (perUnit is null || perUnit != RatioOf(directory, HeightDensityTag))
            return null;
        var unit = Find(directory, DensityUnitTag) is { } entry ? Two(entry + 8) : 2;
        var dpi = unit switch { 2 => perUnit.Value, 3 => perUnit.Value * 2.54, _ => 0 };
        return dpi is >= 1 and <= ushort.MaxValue ? (int)Math.Round(dpi) : null;
    }

    /// <summary>A value of the type RATIONAL.</summary>
    private double? RatioOf(long? directory, ushort tag) =>
        Find(directory, tag) is { } entry && Two(entry + 2) == Rational && Four(entry + 8) is { } at && Four(at) is { } over && Four(at + 4) is > 0 and { } under
            ? (double)over / under
            : null;

    /// <summary>Where a directory's entry of this tag stands.</summary>
    private int? Find(long? directory, ushort tag)
    {
        if (directory is not { } start || start > tiff.Length || Two(start) is not { } entries)
            return null;
        for (var i = 0; i < Math.Min(entries, PhotoLimits.MostExifEntries); i++)
        {
            var entry = start + 2 + i * EntryBytes;
            if (entry + EntryBytes > tiff.Length)
                return null;
            if (Two(entry) == tag)
                return (int)entry;
        }
        return null;
    }

    private DateOnly? DateOf(long? directory, ushort tag)
    {
        if (Find(directory, tag) is not { } entry || Four(entry + 4) is not (>= DateCharacters and <= DateCharacters + 1)
            || Four(entry + 8) is not { } at || at + DateCharacters > tiff.Length)
            return null;
        Span<char> text = stackalloc char[DateCharacters];
        for (var i = 0; i < DateCharacters; i++)
            text[i] = (char)tiff[(int)at + i];
        return DateTime.TryParseExact(text, "yyyy:MM:dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? DateOnly.FromDateTime(date)
            : null;
    }

    private int? Two(long at) =>
        at < 0 || at + 2 > tiff.Length ? null
            : littleEndian ? BinaryPrimitives.ReadUInt16LittleEndian(tiff[(int)at..]) : BinaryPrimitives.ReadUInt16BigEndian(tiff[(int)at..]);

    private long? Four(long at) =>
        at < 0 || at + 4 > tiff.Length ? null
            : littleEndian ? BinaryPrimitives.ReadUInt32LittleEndian(tiff[(int)at..]) : BinaryPrimitives.ReadUInt32BigEndian(tiff[(int)at..]);
}
