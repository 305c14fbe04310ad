using System.Buffers.Binary;

namespace RegionNode.Issuer.Photos;

/// <summary>
/// Reads a JPEG's markers (ITU-T T.81 annex B, JFIF 1.02): once through the bytes, without decoding, with bounded memory. Never
/// throws for what the bytes are.
/// </summary>
internal static class JpegReader
{
    private const int LengthBytes = 2;

    internal static (JpegFacts? Facts, PhotoFault? Fault) Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes is not [0xFF, JpegMarker.StartOfImage, 0xFF, ..])
            return (null, PhotoFault.NotJpeg);
        var frame = new JpegFrame();
        List<JpegPart> parts = [];
        for (var position = 2; ;)
        {
            var start = position;
            if (NextMarker(bytes, ref position, out var marker) is { } noMarker)
                return (null, noMarker);
            if (marker == JpegMarker.EndOfImage)
                return position < bytes.Length ? (null, PhotoFault.TrailingBytes) : Finish(frame, parts);
            if (parts.Count == PhotoLimits.MostSegments)
                return (null, PhotoFault.TooManySegments);
            if (Segment(bytes, ref position, marker, out var content) is { } noSegment)
                return (null, noSegment);
            if (frame.Take(marker, content) is { } fault)
                return (null, fault);
            if (marker == JpegMarker.Scan)
            {
                var end = EndOfScan(bytes, position);
                frame.AddData(end - position);
                position = end;
            }
            parts.Add(new JpegPart(marker, start, position));
        }
    }

    private static (JpegFacts?, PhotoFault?) Finish(JpegFrame frame, List<JpegPart> parts) =>
        frame.Missing() is { } missing ? (null, missing) : (frame.ToFacts(parts), null);

    /// <summary>Any number of 0xFF may stand before a marker.</summary>
    private static PhotoFault? NextMarker(ReadOnlySpan<byte> bytes, ref int position, out byte marker)
    {
        marker = 0;
        if (position >= bytes.Length)
            return PhotoFault.Truncated;
        if (bytes[position] != 0xFF)
            return PhotoFault.BadSegment;
        while (position < bytes.Length && bytes[position] == 0xFF)
            position++;
        if (position == bytes.Length)
            return PhotoFault.Truncated;
        marker = bytes[position++];
        return marker switch
        {
            JpegMarker.StartOfImage => PhotoFault.NestedImage,
            < JpegMarker.Baseline or (>= JpegMarker.FirstRestart and <= JpegMarker.LastRestart) => PhotoFault.BadSegment,
            _ => null,
        };
    }

    private static PhotoFault? Segment(ReadOnlySpan<byte> bytes, ref int position, byte marker, out ReadOnlySpan<byte> content)
    {
        content = default;
        if (marker is >= 0xF0 and < JpegMarker.Comment or 0xFF)
            return PhotoFault.BadSegment; // Reserved for extensions that nobody made.
        if (bytes.Length - position < LengthBytes)
            return PhotoFault.Truncated;
        var length = BinaryPrimitives.ReadUInt16BigEndian(bytes[position..]);
        if (length < LengthBytes)
            return PhotoFault.BadSegment;
        if (bytes.Length - position < length)
            return PhotoFault.Truncated;
        content = bytes[(position + LengthBytes)..(position + length)];
        position += length;
        return null;
    }

    /// <summary>Where the next marker stands that is neither a stuffed byte nor a restart; the end of the bytes where there is none.</summary>
    private static int EndOfScan(ReadOnlySpan<byte> bytes, int position)
    {
        while (true)
        {
            var next = bytes[position..].IndexOf((byte)0xFF);
            if (next < 0 || position + next + 1 >= bytes.Length)
                return bytes.Length;
            position += next;
            if (bytes[position + 1] is not (0 or (>= JpegMarker.FirstRestart and <= JpegMarker.LastRestart)))
                return position;
            position += 2;
        }
    }
}
