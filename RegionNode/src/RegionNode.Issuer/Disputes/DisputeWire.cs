using Google.Protobuf;
using Grpc.Core;
using RegionNode.Issuer.Neighbours;
using TrustList.Protocol;

namespace RegionNode.Issuer.Disputes;

/// <summary>What came of carrying a dispute to its home region.</summary>
/// <param name="Answer">The answer as it came; empty: received, not answered yet; null: not received.</param>
/// <param name="IsFinal">Whether the home region will never take it.</param>
/// <param name="IsSilent">Whether nobody was there to say anything: others to that region would fare no better now.</param>
/// <param name="Problem">Why it was not received.</param>
internal sealed record DisputeDelivery(byte[]? Answer, bool IsFinal, bool IsSilent, string? Problem);

/// <summary>The way of a dispute to its home region: through both gateways.</summary>
internal sealed class DisputeWire(RegionChannel regions)
{
    /// <summary>Reports, or asks again.</summary>
    internal async Task<DisputeDelivery> ReportAsync(string home, ReadOnlyMemory<byte> record, CancellationToken cancellation)
    {
        try
        {
            var client = new TrustList.Protocol.Disputes.DisputesClient(regions.For(home));
            var standing = await client.ReportAsync(new DisputeReport { Record = ByteString.CopyFrom(record.Span) }, regions.Call(cancellation));
            return new DisputeDelivery(standing.Answer.ToByteArray(), IsFinal: false, IsSilent: false, Problem: null);
        }
        catch (RpcException e)
        {
            cancellation.ThrowIfCancellationRequested();
            var isFinal = e.StatusCode is StatusCode.InvalidArgument or StatusCode.AlreadyExists or StatusCode.FailedPrecondition;
            var isSilent = e.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded;
            return new DisputeDelivery(Answer: null, isFinal, isSilent, $"{e.StatusCode}: {Shown(e.Status.Detail)}");
        }
    }

    /// <summary>Another node's words, fit for a record and a screen.</summary>
    private static string Shown(string text) => new([.. text.Take(100).Select(c => c is >= ' ' and <= '~' ? c : '?')]);
}
