using Federation.Hosting.Tls;

namespace RegionNode.Gateway.Routing;

/// <summary>The pins that peers can know this gateway by: those of the own <c>node.json</c> in the verified trust list.</summary>
internal sealed class PublishedGatewayPins(CurrentTrust trust, GatewayOptions options) : IPublishedPins
{
    /// <inheritdoc/>
    public bool Lists(string pin) => trust.Now.State?.Nodes.GetValueOrDefault(options.Code)?.GatewayPins.Contains(pin) == true;
}
