using Federation.Hosting.Tls;

namespace RegionNode.Issuer.Keys;

/// <summary>The two that this node knows by its operator's word: the hub's listener for nodes, and its own gateway. <c>DIR/peers/hub.pins</c> and <c>gateway.pins</c> speak before the settings.</summary>
internal sealed class NodePeers(NodeOptions options)
{
    internal PeerPins Hub { get; } = new(options.DataDir, "hub", [options.HubPin]);

    internal PeerPins Gateway { get; } = new(options.DataDir, "gateway", [options.GatewayPin]);

    /// <summary>Whether this is a key of the own gateway.</summary>
    internal bool IsGateway(string pin) => Gateway.Now.Contains(pin);
}
