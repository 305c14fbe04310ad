using TrustList.Format.Encoding;

namespace RegionNode.Gateway.Guarding;

/// <summary>The largest request bodies, in bytes. More is answered with 413 before it is read.</summary>
internal static class BodyLimits
{
    /// <summary>A live question is a few short fields.</summary>
    public const long LiveQuestion = 16 * 1024;

    /// <summary>A live answer is one small token.</summary>
    public const int LiveAnswer = 64 * 1024;

    /// <summary>What one office asks another: signed records of a few kilobytes. What comes back is not limited here.</summary>
    public const long OfficeCall = 64 * 1024;

    /// <summary>A wallet sends keys and proofs, no pictures.</summary>
    public const long HolderRequest = 64 * 1024;

    /// <summary>A session transcript.</summary>
    public const int Transcript = 64 * 1024;

    /// <summary>A presentation and a transcript in base64, and the names around them.</summary>
    public const long VerifyRequest = (Limits.PresentationBytes + Transcript) * 4L / 3 + 4096;
}
