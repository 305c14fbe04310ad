namespace RegionNode.Issuer.Photos;

/// <summary>The three things that the node takes from EXIF: how the picture is turned, when it was taken, and how dense it is.</summary>
/// <param name="Orientation">1 to 8 (CIPA DC-008, tag 0x0112); 1 where none is said.</param>
/// <param name="TakenOn">The day of DateTimeOriginal, or of the file's own date where that is missing, as the camera's clock showed it.</param>
/// <param name="Dpi">Dots per inch, both ways alike (tags 0x011A, 0x011B, 0x0128).</param>
internal sealed record ExifFacts(int Orientation, DateOnly? TakenOn, int? Dpi = null)
{
    internal static readonly ExifFacts None = new(1, null);

    /// <summary>Turned by a quarter: width and height change places.</summary>
    internal bool IsSideways => Orientation >= 5;

    /// <summary>These facts, or those of a segment where none were found yet.</summary>
    internal ExifFacts Or(ReadOnlySpan<byte> segment) => this == None ? ExifReader.Read(segment) : this;
}
