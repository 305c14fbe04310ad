using Federation.Hosting.Tls;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using RegionNode.Issuer.Keys;
using TrustList.Format.Encoding;

namespace RegionNode.Issuer.Neighbours;

/// <summary>
/// The way to another region's issuer: own gateway, its gateway, its issuer; mutual TLS on each stretch. The own gateway is known
/// by its operator's word (<see cref="NodePeers"/>) and finds the other by the signed trust list. Gateways read what passes:
/// personal data goes sealed to the other issuer, or not at all.
/// </summary>
internal sealed class RegionChannel : IDisposable
{
    /// <summary>The gateways' routing header.</summary>
    internal const string Header = "x-federation-region";

    /// <summary>In what the own gateway passes on: the region whose key the caller showed it; absent where none is proven (SPEC.md §15.1).</summary>
    internal const string CallerHeader = "x-federation-caller";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly GrpcChannel channel;
    private readonly TimeProvider clock = TimeProvider.System; // gRPC deadlines are real time, also in a rehearsal.

    public RegionChannel(NodeOptions options, NodeKeys keys, NodePeers peers)
    {
        channel = GrpcChannel.ForAddress(options.GatewayUrl, new GrpcChannelOptions
        {
            HttpHandler = PinnedHandler.Create(keys.Tls, () => peers.Gateway.Now),
            DisposeHttpClient = true,
            MaxReceiveMessageSize = Limits.RegionMessageBytes,
            CompressionProviders = [], // What is compressed may be of any size once it is not.
        });
    }

    /// <summary>Calls through it are for that region: <c>new Transfers.TransfersClient(regions.For("510100"))</c>.</summary>
    internal CallInvoker For(string code) => channel.Intercept(headers =>
    {
        headers.Add(Header, code);
        return headers;
    });

    /// <summary>For one call: ten seconds.</summary>
    internal CallOptions Call(CancellationToken cancellation) =>
        new(headers: [], deadline: (clock.GetUtcNow() + Patience).UtcDateTime, cancellationToken: cancellation);

    public void Dispose() => channel.Dispose();
}
