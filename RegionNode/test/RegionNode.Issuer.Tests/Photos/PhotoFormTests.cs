using RegionNode.Issuer.Photos;
using RegionNode.Issuer.Tests.Rules;
using RegionNode.Issuer.Tests.World;
using TrustList.Testing.Photos;

namespace RegionNode.Issuer.Tests.Photos;

public sealed class PhotoFormTests
{
    private static readonly DateOnly Today = new(2026, 5, 4);

    [Fact]
    [NamesRule(OfficeRule.LicencePhotoForm)]
    public void Accepts_a_licence_photo_of_the_form_alone()
    {
        var (photo, faults) = LicencePhoto.Check(SyntheticPhoto.Licence());
        Assert.Empty(faults);
        Assert.InRange(photo!.Image.Length, 14 * 1024, 30 * 1024);
        Assert.Equal([PhotoFault.NotLicenceSize], LicencePhoto.Check(new SyntheticPhoto { Width = 259 }.Encode()).Faults);
        Assert.Equal([PhotoFault.NotLicenceSize], LicencePhoto.Check(new SyntheticPhoto { Height = 377 }.Encode()).Faults);
        Assert.Equal([PhotoFault.NotLicenceDensity], LicencePhoto.Check(new SyntheticPhoto { Dpi = 72 }.Encode()).Faults);
        Assert.Equal([PhotoFault.NotLicenceDensity], LicencePhoto.Check(new SyntheticPhoto { Dpi = 0 }.Encode()).Faults);
        Assert.Equal([PhotoFault.TooFewBytes], LicencePhoto.Check(new SyntheticPhoto { Grain = 0 }.Encode()).Faults);
        Assert.Equal([PhotoFault.TooManyBytes], LicencePhoto.Check(new SyntheticPhoto { Grain = 40 }.Encode()).Faults);
    }

    [Theory]
    [InlineData(261, 378, 300, nameof(PhotoFault.NotLicenceSize))]
    [InlineData(260, 379, 300, nameof(PhotoFault.NotLicenceSize))]
    [InlineData(378, 260, 300, nameof(PhotoFault.NotLicenceSize))]
    [InlineData(260, 378, 299, nameof(PhotoFault.NotLicenceDensity))]
    [InlineData(260, 378, 301, nameof(PhotoFault.NotLicenceDensity))]
    [NamesRule(OfficeRule.LicencePhotoForm)]
    public void Rejects_a_licence_photo_one_pixel_or_dot_off(int width, int height, int dpi, string fault) =>
        Assert.Equal([fault], LicencePhoto.Check(new SyntheticPhoto { Width = width, Height = height, Dpi = dpi }.Encode()).Faults.Select(found => found.ToString()));

    [Theory]
    [InlineData(14 * 1024 - 1, nameof(PhotoFault.TooFewBytes))]
    [InlineData(14 * 1024, null)]
    [InlineData(30 * 1024, null)]
    [InlineData(30 * 1024 + 1, nameof(PhotoFault.TooManyBytes))]
    [NamesRule(OfficeRule.LicencePhotoForm)]
    public void Counts_a_licence_photos_bytes_as_they_are_stored(int stored, string? fault)
    {
        var small = new SyntheticPhoto { Grain = 0 }.Encode();
        var photo = Filled(JpegCleaner.Clean(small, JpegReader.Read(small).Facts!), stored);
        Assert.Equal(fault is null ? [] : [fault], LicencePhoto.Check(photo).Faults.Select(found => found.ToString()));
        Assert.Equal(stored, fault is null ? LicencePhoto.Check(photo).Photo!.Image.Length : photo.Length);
    }

    [Fact]
    [NamesRule(OfficeRule.LicencePhotoForm)]
    public void Rejects_a_licence_photo_coded_below_quality_70()
    {
        var photo = SyntheticPhoto.Licence();
        Assert.Equal(85, JpegReader.Read(new SyntheticPhoto().Encode()).Facts!.Quality);
        Assert.Equal(70, JpegReader.Read(Quantization.Put(photo, Quantization.Luminance70, Quantization.Chrominance70)).Facts!.Quality);
        Assert.Empty(LicencePhoto.Check(Quantization.Put(photo, Quantization.Luminance70, Quantization.Chrominance70)).Faults);
        Assert.Equal([PhotoFault.LowQuality], LicencePhoto.Check(Quantization.Put(photo, Quantization.Luminance69, Quantization.Chrominance70)).Faults);
        Assert.Equal([PhotoFault.LowQuality], LicencePhoto.Check(Quantization.Put(photo, Quantization.Luminance70, Quantization.Chrominance69)).Faults);
        byte[] coarse = [.. Enumerable.Repeat((byte)255, 64)];
        Assert.Equal(1, JpegReader.Read(Quantization.Put(photo, coarse, coarse)).Facts!.Quality);
        // Defined again, more finely, further on: the coarser one counts.
        var twice = Quantization.Put(photo, Quantization.Luminance69, Quantization.Chrominance70);
        var huffman = twice.AsSpan().IndexOf<byte>([0xFF, 0xC4]);
        Assert.Equal([PhotoFault.LowQuality], LicencePhoto.Check([.. twice[..huffman], 0xFF, 0xDB, 0, 67, 0, .. Quantization.Luminance70, .. twice[huffman..]]).Faults);
        coarse[40] = 0;
        Assert.Equal([PhotoFault.BadSegment], LicencePhoto.Check(Quantization.Put(photo, coarse, coarse)).Faults);
    }

    [Fact]
    [NamesRule(OfficeRule.LicencePhotoForm)]
    public void Takes_the_density_from_EXIF_where_JFIF_says_none()
    {
        Assert.Equal([], OfExif(300, 1, 2));
        Assert.Equal([], OfExif(3_000_000, 10_000, 2));
        Assert.Equal([], OfExif(11_811, 100, 3)); // 118.11 to the centimetre.
        Assert.Equal([PhotoFault.NotLicenceDensity], OfExif(300, 1, 3));
        Assert.Equal([PhotoFault.NotLicenceDensity], OfExif(301, 1, 2));
        Assert.Equal([PhotoFault.NotLicenceDensity], OfExif(300, 1, 1)); // No unit.
        Assert.Equal([PhotoFault.NotLicenceDensity], OfExif(300, 0, 2));
        Assert.Equal([PhotoFault.NotLicenceDensity], OfExif(300, 1, 2, heightOver: 72));
        var photo = LicencePhoto.Check(new SyntheticPhoto { Dpi = 0, App1 = ExifSegment.OfDensity(300, 1, 2) }.Encode()).Photo!;
        Assert.Equal(300, JpegReader.Read(photo.Image).Facts!.Dpi); // Stored, JFIF says it.
        Assert.Equal(-1, photo.Image.AsSpan().IndexOf("Exif"u8));
        Assert.Equal([PhotoFault.NotLicenceDensity], LicencePhoto.Check(new SyntheticPhoto { Dpi = 72, App1 = ExifSegment.OfDensity(300, 1, 2) }.Encode()).Faults);
    }

    [Fact]
    [NamesRule(OfficeRule.UploadForm)]
    public void Accepts_an_upload_at_least_520_wide_and_between_two_thirds_and_three_quarters()
    {
        Assert.Empty(Upload(520, 740));
        Assert.Equal([PhotoFault.TooNarrow], Upload(519, 740));
        Assert.Equal([PhotoFault.TooTall], Upload(520, 780)); // 2:3 itself.
        Assert.Equal([PhotoFault.TooWide], Upload(540, 720)); // 3:4 itself.
        Assert.Equal([PhotoFault.TooNarrow, PhotoFault.TooTall], Upload(300, 780));
    }

    [Fact]
    public void Counts_width_and_height_as_the_picture_is_turned()
    {
        var sideways = new SyntheticPhoto { Width = 858, Height = 600, Dpi = 72, Grain = 0, App1 = ExifSegment.Build(orientation: 6) }.Encode();
        var (photo, faults) = UploadedPhoto.Check(sideways, fromAlbum: false, stated: null, Today);
        Assert.Empty(faults);
        Assert.Equal((600, 858), (JpegReader.Read(photo!.Image).Facts!.Width, JpegReader.Read(photo.Image).Facts!.Height)); // Still turned.
    }

    [Fact]
    [NamesRule(OfficeRule.AlbumPhotoIsAtMostSixMonthsOld)]
    public void Rejects_an_album_photo_older_than_six_calendar_months_by_its_file_or_by_the_applicants_word()
    {
        Assert.Empty(Album(new DateOnly(2025, 11, 4), null));
        Assert.Equal([PhotoFault.TooOld], Album(new DateOnly(2025, 11, 3), null));
        Assert.Equal([PhotoFault.TooOld], Album(new DateOnly(2025, 11, 4), "2025:11:03 12:00:00"));
        Assert.Equal([PhotoFault.DateContradicts, PhotoFault.TooOld], Album(new DateOnly(2026, 4, 1), "2024:01:01 12:00:00"));
        Assert.Equal([PhotoFault.DateContradicts], Album(new DateOnly(2026, 4, 1), "2026:04:20 12:00:00"));
        Assert.Empty(Album(new DateOnly(2026, 4, 1), "2026:04:02 00:30:00")); // The camera's clock stood in another zone.
        Assert.Equal([PhotoFault.NoDate], Album(null, null));
        Assert.Equal([PhotoFault.TakenInFuture], Album(new DateOnly(2026, 5, 5), null));
    }

    [Fact]
    public void Ends_six_months_at_the_last_day_of_a_shorter_month() =>
        Assert.Equal((new DateOnly(2027, 2, 28), new DateOnly(2024, 2, 29)), (PhotoAge.SixMonthsAfter(new DateOnly(2026, 8, 31)), PhotoAge.SixMonthsAfter(new DateOnly(2023, 8, 30))));

    [Fact]
    public void Rejects_a_phone_photo_that_was_not_taken_now()
    {
        Assert.Empty(PhotoAge.Faults(Today, null, fromAlbum: false, Today));
        Assert.Empty(PhotoAge.Faults(null, null, fromAlbum: false, Today));
        Assert.Equal([PhotoFault.NotTakenNow], PhotoAge.Faults(Today.AddDays(-2), null, fromAlbum: false, Today));
    }

    [Fact]
    public void Takes_place_device_thumbnail_and_comment_out_of_what_is_stored()
    {
        var bytes = SyntheticPhoto.Upload(ExifSegment.Build("2026:05:04 10:00:00", withPlace: true));
        Assert.True(bytes.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(ExifSegment.Place)) > 0);
        var (photo, faults) = UploadedPhoto.Check(bytes, fromAlbum: false, stated: null, Today);
        Assert.Empty(faults);
        Assert.Equal(Today, photo!.TakenOn);
        foreach (var gone in new[] { ExifSegment.Place, "Exif", "SYNTHETIC" })
            Assert.Equal(-1, photo.Image.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(gone)));
        var (facts, _) = JpegReader.Read(photo.Image);
        Assert.Equal(photo.Image, JpegCleaner.Clean(photo.Image, facts!)); // Cleaning twice changes nothing.
    }

    [Fact]
    public void Has_words_in_both_languages_for_every_fault() => Assert.All(Enum.GetValues<PhotoFault>(), fault =>
    {
        var texts = PhotoFaultTexts.Of(fault);
        Assert.True(texts.Zh.Any(c => c > 0x4E00) && texts.En.EndsWith('.'));
    });

    private static IReadOnlyList<PhotoFault> OfExif(int over, int under, int unit, int? heightOver = null) =>
        LicencePhoto.Check(new SyntheticPhoto { Dpi = 0, App1 = ExifSegment.OfDensity(over, under, unit, heightOver) }.Encode()).Faults;

    /// <summary>As many bytes, by fill bytes before the frame: they mean nothing and stay.</summary>
    private static byte[] Filled(byte[] photo, int length)
    {
        var frame = photo.AsSpan().IndexOf<byte>([0xFF, 0xC0]);
        return [.. photo[..frame], .. Enumerable.Repeat((byte)0xFF, length - photo.Length), .. photo[frame..]];
    }

    private static IReadOnlyList<PhotoFault> Upload(int width, int height) =>
        UploadedPhoto.Check(new SyntheticPhoto { Width = width, Height = height, Grain = 0 }.Encode(), fromAlbum: false, stated: null, Today).Faults;

    private static IReadOnlyList<PhotoFault> Album(DateOnly? stated, string? byFile) =>
        UploadedPhoto.Check(SyntheticPhoto.Upload(byFile is null ? null : ExifSegment.Build(byFile)), fromAlbum: true, stated, Today).Faults;
}
