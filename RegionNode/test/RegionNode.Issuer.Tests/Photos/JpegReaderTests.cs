using System.Diagnostics;
using RegionNode.Issuer.Photos;
using RegionNode.Issuer.Tests.World;
using TrustList.Testing;
using TrustList.Testing.Photos;

namespace RegionNode.Issuer.Tests.Photos;

public sealed class JpegReaderTests
{
    private const int EndBytes = 2;
    private static readonly byte[] Licence = SyntheticPhoto.Licence();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Accepts_baseline_and_progressive_and_says_size_and_density(bool progressive)
    {
        var (facts, fault) = JpegReader.Read(new SyntheticPhoto { Progressive = progressive }.Encode());
        Assert.Null(fault);
        Assert.Equal((260, 378, 300, progressive), (facts!.Width, facts.Height, facts.Dpi, facts.Progressive));
    }

    [Fact]
    public void Rejects_what_is_no_jpeg()
    {
        foreach (var bytes in new byte[][] { [], [0xFF], [0xFF, 0xD8], [0xFF, 0xD8, 0xFF], [.. "\x89PNG\r\n"u8], [.. "GIF89a"u8], [.. "%PDF-1.7"u8], new byte[4096] })
            Assert.Contains(JpegReader.Read(bytes).Fault, new PhotoFault?[] { PhotoFault.NotJpeg, PhotoFault.Truncated });
    }

    [Fact]
    public void Rejects_a_file_cut_anywhere()
    {
        for (var length = 0; length < Licence.Length; length++)
            Assert.NotNull(JpegReader.Read(Licence.AsSpan(0, length)).Fault);
    }

    [Fact]
    public void Rejects_a_file_whose_scan_was_cut_and_closed_again()
    {
        var scan = Licence.AsSpan().IndexOf<byte>([0xFF, 0xDA]);
        Assert.Equal(PhotoFault.Truncated, JpegReader.Read([.. Licence[..(scan + 40)], 0xFF, 0xD9]).Fault);
    }

    [Fact]
    public void Rejects_bytes_after_the_end_such_as_another_format_hidden_there()
    {
        Assert.Equal(PhotoFault.TrailingBytes, JpegReader.Read([.. Licence, 0]).Fault);
        Assert.Equal(PhotoFault.TrailingBytes, JpegReader.Read([.. Licence, .. "PK\x03\x04"u8]).Fault);
        Assert.Equal(PhotoFault.TrailingBytes, JpegReader.Read([.. Licence, .. Licence]).Fault);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Rejects_grey_and_cmyk(byte components) =>
        Assert.Equal(PhotoFault.NotColour, JpegReader.Read(InFrame(frame => frame[9] = components)).Fault);

    [Fact]
    public void Rejects_twelve_bits_and_other_codings()
    {
        Assert.Equal(PhotoFault.NotColour, JpegReader.Read(InFrame(frame => frame[4] = 12)).Fault);
        foreach (var coding in new byte[] { 0xC3, 0xC5, 0xC7, 0xC9, 0xCB, 0xCC, 0xDC, 0xDE })
            Assert.Equal(PhotoFault.UnsupportedCoding, JpegReader.Read(InFrame(frame => frame[1] = coding)).Fault);
    }

    [Fact]
    public void Rejects_huge_dimensions_and_dimensions_that_the_data_cannot_fill()
    {
        Assert.Equal(PhotoFault.TooLarge, JpegReader.Read(InFrame(frame => (frame[5], frame[6], frame[7], frame[8]) = (0xFF, 0xFF, 0xFF, 0xFF))).Fault);
        Assert.Equal(PhotoFault.BadSegment, JpegReader.Read(InFrame(frame => (frame[5], frame[6]) = (0, 0))).Fault);
        // 9,000 x 5,000 pixels from 20 KB: a decompression bomb.
        Assert.Equal(PhotoFault.Truncated, JpegReader.Read(InFrame(frame => (frame[5], frame[6], frame[7], frame[8]) = (0x13, 0x88, 0x23, 0x28))).Fault);
    }

    [Fact]
    public void Rejects_thousands_of_segments_in_bounded_time()
    {
        byte[] comments = [.. Enumerable.Repeat(new byte[] { 0xFF, 0xFE, 0, 2 }, 500_000).SelectMany(segment => segment)];
        byte[] fills = new byte[2_000_000];
        fills.AsSpan().Fill(0xFF);
        var watch = Stopwatch.StartNew();
        Assert.Equal(PhotoFault.TooManySegments, JpegReader.Read([0xFF, 0xD8, .. comments, .. Licence[2..]]).Fault);
        Assert.Null(JpegReader.Read([0xFF, 0xD8, .. fills, .. Licence[2..]]).Fault);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), $"{watch.Elapsed}");
    }

    [Fact]
    public void Rejects_a_picture_in_the_picture_and_a_list_of_pictures()
    {
        Assert.Equal(PhotoFault.NestedImage, JpegReader.Read([0xFF, 0xD8, .. Licence]).Fault);
        Assert.Equal(PhotoFault.NestedImage, JpegReader.Read([0xFF, 0xD8, 0xFF, 0xE2, 0, 8, .. "MPF\0"u8, 0, 0, .. Licence[2..]]).Fault);
        var frame = FrameAt(Licence);
        Assert.Equal(PhotoFault.NestedImage, JpegReader.Read([.. Licence[..frame], .. Licence[frame..(frame + 19)], .. Licence[frame..]]).Fault);
    }

    [Fact]
    public void Rejects_tables_that_are_no_code_and_scans_without_tables()
    {
        var huffman = Licence.AsSpan().IndexOf<byte>([0xFF, 0xC4]);
        var broken = Licence.ToArray();
        broken[huffman + 5] = 3; // Three codes of one bit.
        Assert.Equal(PhotoFault.BadSegment, JpegReader.Read(broken).Fault);
        var second = huffman + 2 + Licence[huffman + 3];
        Assert.Equal(PhotoFault.BadSegment, JpegReader.Read([.. Licence[..huffman], .. Licence[second..]]).Fault);
    }

    [Fact]
    public void Survives_thousands_of_damaged_files_without_throwing_or_lingering()
    {
        var random = new SeededGenerator(5);
        var whole = SyntheticPhoto.Upload(ExifSegment.Build(takenOn: "2026:05:04 10:00:00", orientation: 6, withPlace: true));
        byte[][] sources = [Licence, new SyntheticPhoto { Progressive = true }.Encode(), whole[..Math.Min(whole.Length, 40_000)], [.. ExifSegment.Build("2026:05:04 10:00:00", 6, true)]];
        var watch = Stopwatch.StartNew();
        for (var round = 0; round < 6000; round++)
        {
            var source = sources[round % sources.Length].ToArray();
            for (var hits = 1 + random.Next(12); hits > 0; hits--)
                source[random.Next(round % 2 == 0 ? source.Length : Math.Min(source.Length, 700))] = (byte)random.Next(256);
            var (facts, fault) = JpegReader.Read(source);
            Assert.True(facts is null != fault is null);
            ExifReader.Read(source);
            if (facts is not null)
                Assert.Null(JpegReader.Read(JpegCleaner.Clean(source, facts)).Fault); // What is kept is in form, too.
        }
        Assert.True(watch.Elapsed < TimeSpan.FromMinutes(2), $"{watch.Elapsed}");
    }

    private static byte[] InFrame(Action<Span<byte>> change)
    {
        var bytes = Licence.ToArray();
        var at = FrameAt(bytes);
        change(bytes.AsSpan(at, 19));
        return bytes;
    }

    private static int FrameAt(byte[] bytes) => bytes.AsSpan(0, bytes.Length - EndBytes).IndexOf<byte>([0xFF, 0xC0]);
}
