using Microsoft.Extensions.Primitives;
using TrustList.Format.Registry;

namespace RegionNode.Gateway.Guarding;

/// <summary>
/// The header that names the region a live question is for. It decides a route, so it is held
/// to one value of exactly six ASCII digits: no list, no blank, no look-alike digit.
/// </summary>
internal static class RegionHeader
{
    /// <summary>The header's name.</summary>
    public const string Name = "x-federation-region";

    /// <summary>True when the request carries no such header, or a single clean one.</summary>
    public static bool IsCleanOrAbsent(IHeaderDictionary headers) =>
        !headers.TryGetValue(Name, out StringValues values) || (values.Count == 1 && RegionCode.IsValid(values[0]));

    /// <summary>The code the request names, or null.</summary>
    public static string? CodeOf(IHeaderDictionary headers) =>
        headers.TryGetValue(Name, out StringValues values) && values.Count == 1 && RegionCode.IsValid(values[0]) ? values[0] : null;
}
