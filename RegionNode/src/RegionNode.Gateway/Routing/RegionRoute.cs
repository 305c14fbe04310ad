using System.Collections.Immutable;
using RegionNode.Gateway.Guarding;

namespace RegionNode.Gateway.Routing;

/// <summary>
/// Where one region's live questions go. Holding one proves that the signed trust list admits the
/// region and named these https endpoints and these TLS pins. For the own region they are the issuer's.
/// </summary>
internal sealed class RegionRoute
{
    /// <summary>At most this many endpoints of a region are used.</summary>
    public const int MostDestinations = 8;

    private RegionRoute(string region, ImmutableArray<Uri> destinations, ImmutableSortedSet<string> pins, Reach reach)
    {
        Region = region;
        Destinations = destinations;
        Pins = pins;
        Reach = reach;
        Fingerprint = string.Join('|', [region, reach.ToString(), .. destinations.Select(uri => uri.AbsoluteUri), .. pins]);
    }

    /// <summary>The region's code.</summary>
    public string Region { get; }

    /// <summary>Https addresses, in the order of preference; never empty.</summary>
    public ImmutableArray<Uri> Destinations { get; }

    /// <summary>Lower-hex SHA-256 of the public keys a destination may show; never empty.</summary>
    public ImmutableSortedSet<string> Pins { get; }

    /// <summary>Which addresses the destinations may stand for.</summary>
    public Reach Reach { get; }

    /// <summary>Equal for equal routes.</summary>
    public string Fingerprint { get; }

    /// <summary>A route, or null when no https endpoint or no pin is named.</summary>
    public static RegionRoute? Of(string region, IEnumerable<string> endpoints, IEnumerable<string> pins, Reach reach)
    {
        var uris = endpoints.Select(HttpsOrNull).OfType<Uri>().Distinct().Take(MostDestinations).ToImmutableArray();
        var pinSet = pins.ToImmutableSortedSet(StringComparer.Ordinal);
        return uris.IsEmpty || pinSet.IsEmpty ? null : new RegionRoute(region, uris, pinSet, reach);
    }

    private static Uri? HttpsOrNull(string endpoint) =>
        Uri.TryCreate(endpoint, UriKind.Absolute, out var uri)
        && uri.Scheme == Uri.UriSchemeHttps && uri.UserInfo.Length == 0
            ? new Uri(uri.GetLeftPart(UriPartial.Authority))
            : null;
}
