namespace RegionNode.Issuer.Photos;

/// <summary>
/// A photo that may stand on a licence. Holding one proves: a well-formed JPEG of 260 x 378 pixels at 300 dpi, 24-bit colour, quality
/// 70 or more, 14 to 30 KB, without metadata. Whose face it shows, how large the head is and what stands behind it, a person judges.
/// </summary>
internal sealed class LicencePhoto
{
    private LicencePhoto(byte[] image) => Image = image;

    /// <summary>JPEG.</summary>
    internal byte[] Image { get; }

    /// <summary>Checks the form; every fault that applies.</summary>
    internal static (LicencePhoto? Photo, IReadOnlyList<PhotoFault> Faults) Check(byte[] bytes)
    {
        if (bytes.Length > PhotoLimits.MostUploadBytes)
            return (null, [PhotoFault.TooManyBytes]);
        var (facts, broken) = JpegReader.Read(bytes);
        if (facts is null)
            return (null, [broken!.Value]);
        var clean = JpegCleaner.Clean(bytes, facts);
        List<PhotoFault> faults = [];
        if ((facts.Width, facts.Height) != (PhotoLimits.LicenceWidth, PhotoLimits.LicenceHeight) || facts.Exif.Orientation != 1)
            faults.Add(PhotoFault.NotLicenceSize);
        if (facts.Dpi != PhotoLimits.LicenceDpi)
            faults.Add(PhotoFault.NotLicenceDensity);
        if (facts.Quality < PhotoLimits.LeastLicenceQuality)
            faults.Add(PhotoFault.LowQuality);
        if (clean.Length < PhotoLimits.LeastLicenceBytes)
            faults.Add(PhotoFault.TooFewBytes);
        if (clean.Length > PhotoLimits.MostLicenceBytes)
            faults.Add(PhotoFault.TooManyBytes);
        return faults.Count == 0 ? (new LicencePhoto(clean), []) : (null, faults);
    }
}
