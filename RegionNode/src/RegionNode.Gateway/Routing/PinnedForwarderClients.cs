using System.Collections.Immutable;
using RegionNode.Gateway.Guarding;
using Yarp.ReverseProxy.Forwarder;

namespace RegionNode.Gateway.Routing;

/// <summary>
/// The proxy's outgoing connections: TLS with the gateway's own certificate, to servers that show a
/// key the signed <c>node.json</c> pins. A changed set of pins makes new connections, and so does a changed reach.
/// </summary>
internal sealed class PinnedForwarderClients(RouteConnections connections) : IForwarderHttpClientFactory
{
    /// <inheritdoc/>
    public HttpMessageInvoker CreateClient(ForwarderHttpClientContext context)
    {
        var (pins, reach) = (PinsOf(context.NewMetadata), ReachOf(context.NewMetadata));
        if (context.OldClient is { } old && PinsOf(context.OldMetadata).SetEquals(pins) && ReachOf(context.OldMetadata) == reach) return old;
        return new HttpMessageInvoker(connections.Handler(pins, reach), disposeHandler: true);
    }

    private static ImmutableHashSet<string> PinsOf(IReadOnlyDictionary<string, string>? metadata) =>
        metadata?.GetValueOrDefault(ProxyRoutes.PinsKey)?.Split(',').ToImmutableHashSet() ?? [];

    // What says nothing of itself reaches the least.
    private static Reach ReachOf(IReadOnlyDictionary<string, string>? metadata) =>
        metadata?.GetValueOrDefault(ProxyRoutes.ReachKey) == nameof(Reach.AsConfigured) ? Reach.AsConfigured : Reach.Public;
}
