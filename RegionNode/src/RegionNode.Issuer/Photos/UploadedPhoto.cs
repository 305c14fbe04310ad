namespace RegionNode.Issuer.Photos;

/// <summary>
/// A photo that a person may judge. Holding one proves: a well-formed JPEG in 24-bit colour, at least 520 pixels wide, its shape
/// between 2:3 and 3:4, young enough by its own date and by the applicant's word, its metadata taken out.
/// </summary>
internal sealed class UploadedPhoto
{
    private UploadedPhoto(byte[] image, DateOnly? takenOn) => (Image, TakenOn) = (image, takenOn);

    /// <summary>JPEG.</summary>
    internal byte[] Image { get; }

    /// <summary>The day it was taken, stated or by EXIF.</summary>
    internal DateOnly? TakenOn { get; }

    /// <summary>Checks the form; every fault that applies.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="fromAlbum">Chosen from the album; else taken now with the phone.</param>
    /// <param name="stated">The day that the applicant states.</param>
    /// <param name="today">The day in China.</param>
    internal static (UploadedPhoto? Photo, IReadOnlyList<PhotoFault> Faults) Check(byte[] bytes, bool fromAlbum, DateOnly? stated, DateOnly today)
    {
        if (bytes.Length > PhotoLimits.MostUploadBytes)
            return (null, [PhotoFault.TooManyBytes]);
        var (facts, broken) = JpegReader.Read(bytes);
        if (facts is null)
            return (null, [broken!.Value]);
        List<PhotoFault> faults = [];
        if (facts.Width < PhotoLimits.LeastUploadWidth)
            faults.Add(PhotoFault.TooNarrow);
        if (3 * facts.Width <= 2 * facts.Height)
            faults.Add(PhotoFault.TooTall);
        if (4 * facts.Width >= 3 * facts.Height)
            faults.Add(PhotoFault.TooWide);
        faults.AddRange(PhotoAge.Faults(facts.Exif.TakenOn, stated, fromAlbum, today));
        return faults.Count == 0 ? (new UploadedPhoto(JpegCleaner.Clean(bytes, facts), stated ?? facts.Exif.TakenOn), []) : (null, faults);
    }
}
