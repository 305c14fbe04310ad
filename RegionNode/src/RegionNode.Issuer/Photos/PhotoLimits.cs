namespace RegionNode.Issuer.Photos;

/// <summary>What a photo may be (facts: domain, photo) and what reading one may cost.</summary>
internal static class PhotoLimits
{
    internal const int LicenceWidth = 260;
    internal const int LicenceHeight = 378;
    internal const int LicenceDpi = 300;

    /// <summary>14 to 30 KB, KB = 1024 bytes; measured without metadata, as it is stored.</summary>
    internal const int LeastLicenceBytes = 14 * 1024;
    internal const int MostLicenceBytes = 30 * 1024;

    /// <summary>On the scale of <see cref="JpegQuality"/>.</summary>
    internal const int LeastLicenceQuality = 70;

    internal const int LeastUploadWidth = 520;

    /// <summary>Our choice: no rule states one.</summary>
    internal const int MostUploadBytes = 4 * 1024 * 1024;

    /// <summary>Our choice, for one side of an identity card: both go in one request.</summary>
    internal const int MostCardBytes = 2 * 1024 * 1024;

    /// <summary>Our choice: larger than what phones make; a viewer that decodes it stays below 200 MB.</summary>
    internal const int MostSide = 10_000;
    internal const long MostPixels = 50_000_000;

    /// <summary>Marker segments of one file; phones write 10 to 40.</summary>
    internal const int MostSegments = 400;

    /// <summary>Scans of a progressive file; encoders write at most 10 or so.</summary>
    internal const int MostScans = 64;

    /// <summary>Entries of one EXIF directory.</summary>
    internal const int MostExifEntries = 200;

    /// <summary>How many calendar months a photo is young, and how many lie between two changes of photo.</summary>
    internal const int Months = 6;
}
