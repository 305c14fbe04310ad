using System.Collections.Immutable;
using Grpc.Core;
using TrustHub.Admission;
using TrustList.Format.Encoding;
using TrustList.Format.Registry;
using TrustList.Protocol;

namespace TrustHub.Feed;

/// <summary>The feed for gateways: a gRPC server stream on the nodes' listener.</summary>
public sealed class StatusFeedService(FeedWatchers watchers) : StatusFeed.StatusFeedBase
{
    /// <inheritdoc/>
    public override async Task Watch(WatchRequest request, IServerStreamWriter<FeedEvent> responseStream, ServerCallContext context)
    {
        if (request.Regions.Count > Limits.RegionRecords || !request.Regions.All(RegionCode.IsValid))
            throw RefusalTrailer.Exception(new Refused(AdmissionFault.Malformed, $"at most {Limits.RegionRecords} region codes"));
        using var place = watchers.TryEnter(node: true)
            ?? throw RefusalTrailer.Exception(new Refused(AdmissionFault.Busy, "too many watch; try again later"));
        await context.WriteResponseHeadersAsync([]);
        await foreach (var item in watchers.WatchAsync(request.After, request.Regions.ToImmutableHashSet(StringComparer.Ordinal), context.CancellationToken))
        {
            if (item is not null)
                await responseStream.WriteAsync(item.Event, context.CancellationToken);
        }
    }
}
