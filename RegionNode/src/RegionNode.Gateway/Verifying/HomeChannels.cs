using System.Collections.Concurrent;
using System.Collections.Immutable;
using Federation.Hosting.Tls;
using Grpc.Net.Client;
using RegionNode.Gateway.Guarding;
using RegionNode.Gateway.Routing;
using Client = TrustList.Protocol.LiveStatus.LiveStatusClient;

namespace RegionNode.Gateway.Verifying;

/// <summary>
/// Kept-open gRPC channels to home regions: TLS with the gateway's own certificate, to servers that show
/// a key of the route. A changed route gets new channels, so that a withdrawn key is not spoken to again.
/// </summary>
internal sealed class HomeChannels(TlsIdentity identity) : IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<Channels>> _byRegion = new();

    /// <summary>One client for each destination of the route, in its order.</summary>
    public ImmutableArray<Client> Clients(RegionRoute route)
    {
        while (true)
        {
            var held = _byRegion.GetOrAdd(route.Region, _ => Open(route));
            if (held.Value.Fingerprint == route.Fingerprint) return held.Value.Clients;
            // Not disposed: a question may be under way. Idle connections end by themselves within a minute.
            _byRegion.TryUpdate(route.Region, Open(route), held);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var held in _byRegion.Values.Where(held => held.IsValueCreated))
            foreach (var channel in held.Value.Open) channel.Dispose();
    }

    private Lazy<Channels> Open(RegionRoute route) => new(() =>
    {
        var channels = route.Destinations.Select(uri => GrpcChannel.ForAddress(uri, new GrpcChannelOptions
        {
            HttpHandler = PinnedHandler.Create(identity, () => route.Pins),
            DisposeHttpClient = true,
            MaxReceiveMessageSize = BodyLimits.LiveAnswer,
            MaxSendMessageSize = (int)BodyLimits.LiveQuestion,
        })).ToImmutableArray();
        return new Channels(route.Fingerprint, channels, [.. channels.Select(channel => new Client(channel))]);
    });

    private sealed record Channels(string Fingerprint, ImmutableArray<GrpcChannel> Open, ImmutableArray<Client> Clients);
}
