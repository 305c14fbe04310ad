using Federation.Hosting.Tls;
using RegionNode.Gateway.Guarding;
using TrustList.Format.Registry;

namespace RegionNode.Gateway.Routing;

/// <summary>
/// The own issuer as the operator set it. Its address is configuration, since only this gateway
/// reaches it; its pins are the operator's (<c>DIR/peers/issuer.pins</c>, or the settings), or else those of the own signed <c>node.json</c>.
/// </summary>
internal sealed record OwnIssuer(string Code, string Url, PeerPins Peer)
{
    /// <summary>The own issuer of these settings.</summary>
    public static OwnIssuer Of(GatewayOptions options) => new(options.Code, options.IssuerUrl, new PeerPins(options.DataDir, "issuer", options.IssuerPins));

    /// <summary>The route to it, or null while no pin is known.</summary>
    public RegionRoute? RouteBy(NodeDocument? node) =>
        RegionRoute.Of(Code, [Url], Peer.Now is { Count: > 0 } named ? named : node?.IssuerPins ?? [], Reach.AsConfigured);
}
