using RegionNode.Gateway.Guarding;
using TrustList.Format.Registry;

namespace RegionNode.Gateway.Routing;

/// <summary>
/// The own issuer as the operator set it. Its address is configuration, since only this gateway
/// reaches it; its pins are the operator's, or else those of the own signed <c>node.json</c>.
/// </summary>
internal sealed record OwnIssuer(string Code, string Url, IReadOnlyList<string> Pins)
{
    /// <summary>The own issuer of these settings.</summary>
    public static OwnIssuer Of(GatewayOptions options) => new(options.Code, options.IssuerUrl, options.IssuerPins);

    /// <summary>The route to it, or null while no pin is known.</summary>
    public RegionRoute? RouteBy(NodeDocument? node) =>
        RegionRoute.Of(Code, [Url], Pins.Count > 0 ? Pins : node?.IssuerPins ?? [], Reach.AsConfigured);
}
