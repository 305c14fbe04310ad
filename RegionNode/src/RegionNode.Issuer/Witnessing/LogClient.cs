using Grpc.Core;
using RegionNode.Issuer.Submission;
using TrustList.Protocol;

namespace RegionNode.Issuer.Witnessing;

/// <summary>The hub's log as a witness calls it; the hub never calls. Trusted with nothing: what it offers proves itself or is refused.</summary>
internal sealed class LogClient(HubChannel channel)
{
    private readonly TransparencyLog.TransparencyLogClient log = new(channel.Channel);

    /// <summary>The newest checkpoint; null where the hub says that it signed none of the size asked from.</summary>
    /// <exception cref="HubUnreachableException">No offer came, or the hub has no log.</exception>
    internal async Task<WitnessOffer?> OfferAsync(WitnessQuery query, CancellationToken cancellation)
    {
        try
        {
            return await log.OfferAsync(query, channel.Call(cancellation));
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.FailedPrecondition)
        {
            return null;
        }
        catch (RpcException e)
        {
            cancellation.ThrowIfCancellationRequested();
            throw new HubUnreachableException(e.StatusCode.ToString(), e);
        }
    }

    /// <summary>Hands a cosignature over; the status of the refusal where the hub does not take it.</summary>
    /// <exception cref="HubUnreachableException">The hub did not say whether it has the line.</exception>
    internal async Task<StatusCode?> CosignAsync(CosignRequest request, CancellationToken cancellation)
    {
        try
        {
            await log.CosignAsync(request, channel.Call(cancellation));
            return null;
        }
        catch (RpcException e) when (e.StatusCode is StatusCode.PermissionDenied or StatusCode.FailedPrecondition or StatusCode.NotFound)
        {
            return e.StatusCode;
        }
        catch (RpcException e)
        {
            cancellation.ThrowIfCancellationRequested();
            throw new HubUnreachableException(e.StatusCode.ToString(), e);
        }
    }
}
