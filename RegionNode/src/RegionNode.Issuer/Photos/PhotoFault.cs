namespace RegionNode.Issuer.Photos;

/// <summary>What a program can find wrong with a photo without judging a face. A closed list; a released name keeps its meaning.</summary>
internal enum PhotoFault
{
    /// <summary>The file does not begin as a JPEG.</summary>
    NotJpeg,

    /// <summary>It ends before its end marker, or holds less data than its size needs.</summary>
    Truncated,

    /// <summary>A segment or table breaks the standard (ITU-T T.81).</summary>
    BadSegment,

    /// <summary>More segments or scans than any camera writes.</summary>
    TooManySegments,

    /// <summary>Neither baseline nor progressive Huffman coding.</summary>
    UnsupportedCoding,

    /// <summary>Not 8 bits in each of three colour components: grey, CMYK, or deeper.</summary>
    NotColour,

    /// <summary>A second picture in the file, or more than one frame.</summary>
    NestedImage,

    /// <summary>Bytes after the end marker.</summary>
    TrailingBytes,

    /// <summary>More bytes than allowed.</summary>
    TooManyBytes,

    /// <summary>Fewer bytes than a licence photo has.</summary>
    TooFewBytes,

    /// <summary>More pixels than the node lets anybody open.</summary>
    TooLarge,

    /// <summary>A licence photo that is not 260 x 378 pixels.</summary>
    NotLicenceSize,

    /// <summary>A licence photo that does not say 300 dots per inch.</summary>
    NotLicenceDensity,

    /// <summary>A licence photo coded more coarsely than quality 70.</summary>
    LowQuality,

    /// <summary>An uploaded photo less than 520 pixels wide.</summary>
    TooNarrow,

    /// <summary>Width to height is 2:3 or less.</summary>
    TooTall,

    /// <summary>Width to height is 3:4 or more.</summary>
    TooWide,

    /// <summary>Taken more than six months ago.</summary>
    TooOld,

    /// <summary>The date lies in the future.</summary>
    TakenInFuture,

    /// <summary>A photo of the phone's camera that was not taken now.</summary>
    NotTakenNow,

    /// <summary>An album photo without a statement of the day it was taken.</summary>
    NoDate,

    /// <summary>The file's own date is not the day that the applicant states.</summary>
    DateContradicts,

    /// <summary>Both sides of an identity card are the same picture.</summary>
    SameSideTwice,
}
