using System.Collections.Concurrent;
using System.Collections.Immutable;
using Grpc.Net.Client;
using RegionNode.Gateway.Guarding;
using RegionNode.Gateway.Routing;
using Client = TrustList.Protocol.LiveStatus.LiveStatusClient;

namespace RegionNode.Gateway.Verifying.Asking;

/// <summary>
/// Kept-open gRPC channels to home regions: TLS with the gateway's own certificate, to servers that show
/// a key of the route. A changed route gets new channels, so that a withdrawn key is not spoken to again.
/// </summary>
internal sealed class HomeChannels(RouteConnections connections, TimeProvider clock) : IDisposable
{
    /// <summary>Channels of a route that is no more are closed at the first change after so long: every question by them has ended.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromMinutes(2);

    private readonly ConcurrentDictionary<string, Lazy<Channels>> _byRegion = new();
    private readonly Queue<(Channels Channels, long Since)> _replaced = new();
    private readonly Lock _gate = new();

    /// <summary>One client for each destination of the route, in its order.</summary>
    public ImmutableArray<Client> Clients(RegionRoute route)
    {
        while (true)
        {
            var held = _byRegion.GetOrAdd(route.Region, _ => Open(route));
            if (held.Value.Fingerprint == route.Fingerprint) return held.Value.Clients;
            if (_byRegion.TryUpdate(route.Region, Open(route), held)) CloseLater(held.Value);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (replaced, _) in _replaced) replaced.Dispose();
        foreach (var held in _byRegion.Values.Where(held => held.IsValueCreated)) held.Value.Dispose();
    }

    private void CloseLater(Channels replaced)
    {
        lock (_gate)
        {
            while (_replaced.TryPeek(out var oldest) && clock.GetElapsedTime(oldest.Since) >= Kept) _replaced.Dequeue().Channels.Dispose();
            _replaced.Enqueue((replaced, clock.GetTimestamp()));
        }
    }

    private Lazy<Channels> Open(RegionRoute route) => new(() =>
    {
        var channels = route.Destinations.Select(uri => GrpcChannel.ForAddress(uri, new GrpcChannelOptions
        {
            HttpHandler = connections.Handler(route.Pins, route.Reach),
            DisposeHttpClient = true,
            MaxReceiveMessageSize = BodyLimits.LiveAnswer,
            MaxSendMessageSize = (int)BodyLimits.LiveQuestion,
            CompressionProviders = [], // What is compressed may be of any size once it is not.
        })).ToImmutableArray();
        return new Channels(route.Fingerprint, channels, [.. channels.Select(channel => new Client(channel))]);
    });

    private sealed record Channels(string Fingerprint, ImmutableArray<GrpcChannel> Open, ImmutableArray<Client> Clients) : IDisposable
    {
        public void Dispose()
        {
            foreach (var channel in Open) channel.Dispose();
        }
    }
}
