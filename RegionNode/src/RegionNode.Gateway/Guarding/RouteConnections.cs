using Federation.Hosting.Tls;

namespace RegionNode.Gateway.Guarding;

/// <summary>
/// The one way out of this gateway to what the trust list names: TLS with the own key to servers that show a pinned key, at
/// addresses that a region's record may lead to, within two seconds; no redirect, no proxy.
/// </summary>
internal sealed class RouteConnections(TlsKey key, GatewayOptions options)
{
    /// <summary>Connections to servers with one of these keys.</summary>
    public HttpMessageHandler Handler(IReadOnlySet<string> pins, Reach reach) => PinnedHandler.Create(key, () => pins, handler =>
    {
        handler.ConnectTimeout = TimeSpan.FromSeconds(2);
        if (reach is Reach.Public && !options.AllowPrivateEndpoints)
            handler.ConnectCallback = (context, cancel) => PublicDialer.OfSystem.Connect(context.DnsEndPoint, cancel);
    });
}
