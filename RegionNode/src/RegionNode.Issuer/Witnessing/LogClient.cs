using Grpc.Core;
using RegionNode.Issuer.Submission;
using TrustList.Protocol;

namespace RegionNode.Issuer.Witnessing;

/// <summary>The hub's log as a witness calls it; the hub never calls. Trusted with nothing: what it offers proves itself or is refused.</summary>
internal sealed class LogClient(HubChannel channel)
{
    private readonly TransparencyLog.TransparencyLogClient log = new(channel.Channel);

    /// <exception cref="HubUnreachableException">No offer came, or the hub has no log.</exception>
    internal async Task<WitnessOffer> OfferAsync(WitnessQuery query, CancellationToken cancellation) =>
        await Asked(log.OfferAsync(query, channel.Call(cancellation)), cancellation);

    /// <exception cref="HubUnreachableException">The hub did not say that it has the line.</exception>
    internal async Task<CosignReceipt> CosignAsync(CosignRequest request, CancellationToken cancellation) =>
        await Asked(log.CosignAsync(request, channel.Call(cancellation)), cancellation);

    private static async Task<T> Asked<T>(AsyncUnaryCall<T> call, CancellationToken cancellation)
    {
        try
        {
            return await call;
        }
        catch (RpcException e)
        {
            cancellation.ThrowIfCancellationRequested();
            throw new HubUnreachableException(e.StatusCode.ToString(), e);
        }
    }
}
