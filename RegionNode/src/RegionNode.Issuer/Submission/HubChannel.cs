using Federation.Hosting.Tls;
using Grpc.Core;
using Grpc.Net.Client;
using RegionNode.Issuer.Keys;

namespace RegionNode.Issuer.Submission;

/// <summary>The one connection to the hub's node listener: mutual TLS, the hub known by its pin alone.</summary>
internal sealed class HubChannel : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly GrpcChannel channel;
    private readonly TimeProvider clock = TimeProvider.System; // gRPC deadlines are real time, also in a rehearsal.

    public HubChannel(NodeOptions options, NodeKeys keys, NodePeers peers)
    {
        channel = GrpcChannel.ForAddress(options.HubUrl, new GrpcChannelOptions
        {
            HttpHandler = PinnedHandler.Create(keys.Tls, () => peers.Hub.Now),
            DisposeHttpClient = true,
            CompressionProviders = [], // What is compressed may be of any size once it is not.
        });
    }

    internal ChannelBase Channel => channel;

    /// <summary>For one call: ten seconds.</summary>
    internal CallOptions Call(CancellationToken cancellation) =>
        new(deadline: (clock.GetUtcNow() + Patience).UtcDateTime, cancellationToken: cancellation);

    public void Dispose() => channel.Dispose();
}
