using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Federation.Hosting.Tls;
using Grpc.Core;
using Grpc.Net.Client;
using RegionNode.Gateway.Routing;
using TrustList.Protocol;
using TrustList.Sync.Status;
using FeedReset = TrustList.Sync.Status.FeedReset;

namespace RegionNode.Gateway.Status;

/// <summary>
/// The hub's feed as a gRPC stream, in TLS with the gateway's own key, from a server that shows a key that the signed
/// policy names.
/// </summary>
internal sealed class GrpcStatusFeed(Uri hub, TlsKey key, CurrentTrust trust) : IStatusFeed
{
    /// <inheritdoc/>
    public async IAsyncEnumerable<FeedMessage> ReadAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var patience = new FeedPatience(TimeProvider.System);
        ulong after = 0;
        using var channel = GrpcChannel.ForAddress(hub, new GrpcChannelOptions
        {
            HttpHandler = PinnedHandler.Create(key, HubPins),
            DisposeHttpClient = true,
            MaxReceiveMessageSize = EventStreamFeed.MaxEventBytes,
            CompressionProviders = [], // What is compressed may be of any size once it is not.
        });
        var client = new StatusFeed.StatusFeedClient(channel);
        while (true)
        {
            using var call = client.Watch(new WatchRequest { After = after }, cancellationToken: cancellation);
            var lost = await TryAsync(async () => (await call.ResponseHeadersAsync) is null ? "no answer" : null, cancellation);
            if (lost is null)
                yield return new FeedConnected();
            while (lost is null)
            {
                lost = await TryAsync(async () => await call.ResponseStream.MoveNext(cancellation) ? null : "the hub ended the stream", cancellation);
                if (lost is not null)
                    continue;
                patience.Connected();
                after = call.ResponseStream.Current.Sequence;
                if (Message(call.ResponseStream.Current) is { } message)
                    yield return message;
            }
            yield return new FeedLost(lost);
            await patience.WaitAsync(cancellation);
        }
    }

    private ImmutableHashSet<string> HubPins() => trust.Now.State?.Policy.HubPins.ToImmutableHashSet(StringComparer.Ordinal) ?? [];

    private static FeedMessage? Message(FeedEvent said) => said.EventCase switch
    {
        FeedEvent.EventOneofCase.Status => new FeedStatus(said.Status.Region, said.Status.Head.Memory, said.Status.Delta.Memory),
        FeedEvent.EventOneofCase.Epoch => new FeedEpoch(said.Epoch.Proof.Memory, [.. said.Epoch.Heads.Select(head => (head.Region, (long)head.Version))]),
        FeedEvent.EventOneofCase.Reset => new FeedReset(),
        _ => null,
    };

    private static async Task<string?> TryAsync(Func<Task<string?>> act, CancellationToken cancellation)
    {
        try
        {
            return await act();
        }
        catch (RpcException failure) when (!cancellation.IsCancellationRequested)
        {
            return failure.StatusCode.ToString();
        }
        catch (RpcException failure)
        {
            throw new OperationCanceledException("the gateway stops", failure, cancellation);
        }
    }
}
