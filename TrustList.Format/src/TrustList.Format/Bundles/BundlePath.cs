using System.Buffers;
using TrustList.Format.Encoding;

namespace TrustList.Format.Bundles;

/// <summary>
/// The paths of a bundle: segments of unreserved characters (RFC 3986 §2.3), one slash between two. So a path has one
/// spelling, and means nothing to a file system. Nobody writes a file under it either way.
/// </summary>
internal static class BundlePath
{
    private static readonly SearchValues<char> Permitted =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/");

    /// <summary>Shorter first, then bytewise: the order of keys in deterministic CBOR (SPEC.md §2.2).</summary>
    public static readonly IComparer<string> Order = Comparer<string>.Create(
        (x, y) => x.Length != y.Length ? x.Length - y.Length : string.CompareOrdinal(x, y));

    /// <summary>Why a path is refused, or null.</summary>
    public static DecodeFault? Check(string path)
    {
        if (path.Length is 0 or > Limits.PathCharacters || path.AsSpan().ContainsAnyExcept(Permitted))
            return DecodeFault.BadValue;
        return path.Split('/').Any(segment => segment is "" or "." or "..") ? DecodeFault.BadValue : null;
    }
}
