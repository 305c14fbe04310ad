using System.Collections.Immutable;
using Federation.Hosting.Tls;
using Yarp.ReverseProxy.Forwarder;

namespace RegionNode.Gateway.Routing;

/// <summary>
/// The proxy's outgoing connections: TLS with the gateway's own certificate, to servers that show a
/// key the signed <c>node.json</c> pins. A changed set of pins makes new connections.
/// </summary>
internal sealed class PinnedForwarderClients(TlsIdentity identity) : IForwarderHttpClientFactory
{
    /// <inheritdoc/>
    public HttpMessageInvoker CreateClient(ForwarderHttpClientContext context)
    {
        var pins = PinsOf(context.NewMetadata);
        if (context.OldClient is { } old && PinsOf(context.OldMetadata).SetEquals(pins)) return old;
        return new HttpMessageInvoker(PinnedHandler.Create(identity, () => pins), disposeHandler: true);
    }

    private static ImmutableHashSet<string> PinsOf(IReadOnlyDictionary<string, string>? metadata) =>
        metadata?.GetValueOrDefault(ProxyRoutes.PinsKey)?.Split(',').ToImmutableHashSet() ?? [];
}
