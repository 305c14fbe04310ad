namespace RegionNode.Issuer.Photos;

/// <summary>
/// Both sides of an identity card, for a person to look at. Holding one proves: two different well-formed JPEGs in 24-bit colour, each
/// at least 520 pixels wide and of at most 2 MB, their metadata taken out. What they show, and which side is which, a person judges.
/// </summary>
internal sealed class IdCardImages
{
    private IdCardImages(byte[] front, byte[] back) => (Front, Back) = (front, back);

    /// <summary>JPEG; the side with the portrait, as the applicant says.</summary>
    internal byte[] Front { get; }

    /// <summary>JPEG.</summary>
    internal byte[] Back { get; }

    /// <summary>Checks the form; every fault that applies to either side.</summary>
    internal static (IdCardImages? Card, IReadOnlyList<PhotoFault> Faults) Check(byte[] front, byte[] back)
    {
        var ((one, wrongFront), (other, wrongBack)) = (Side(front), Side(back));
        if (one is null || other is null)
            return (null, [.. new[] { wrongFront, wrongBack }.OfType<PhotoFault>().Distinct()]);
        return one.AsSpan().SequenceEqual(other) ? (null, [PhotoFault.SameSideTwice]) : (new IdCardImages(one, other), []);
    }

    private static (byte[]? Image, PhotoFault? Fault) Side(byte[] bytes)
    {
        if (bytes.Length > PhotoLimits.MostCardBytes)
            return (null, PhotoFault.TooManyBytes);
        var (facts, broken) = JpegReader.Read(bytes);
        return facts is null ? (null, broken)
            : facts.Width < PhotoLimits.LeastUploadWidth ? (null, PhotoFault.TooNarrow)
            : (JpegCleaner.Clean(bytes, facts), null);
    }
}
