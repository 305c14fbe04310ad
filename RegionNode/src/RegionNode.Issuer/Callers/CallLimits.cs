using System.Globalization;
using System.Threading.RateLimiting;
using Federation.Hosting.Problems;
using Microsoft.AspNetCore.RateLimiting;

namespace RegionNode.Issuer.Callers;

/// <summary>
/// Counts calls behind the gate: those of the province's systems for each system, all others for their class alone, so that what is
/// remembered grows with the systems that are registered and with nothing that a stranger can invent.
/// </summary>
internal static class CallLimits
{
    private const string GrpcMedia = "application/grpc";
    private const int GrpcResourceExhausted = 8;
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    internal static RateLimiterOptions Limit(this RateLimiterOptions limiter, CallLimitOptions options)
    {
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, (CallClass of, string system)>(context =>
        {
            var of = CallClasses.Of(context);
            var system = of is CallClass.Read or CallClass.Change or CallClass.Operate ? context.CallerId().System : "";
            return RateLimitPartition.GetTokenBucketLimiter((of, system), key => Bucket(Rate(options, key.of)));
        });
        limiter.OnRejected = (rejected, _) => RefuseAsync(rejected.HttpContext, rejected.Lease);
        return limiter;
    }

    /// <summary>Answers a call that is too many.</summary>
    internal static ValueTask RefuseAsync(HttpContext context, RateLimitLease lease)
    {
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? Math.Max(1, Math.Ceiling(after.TotalSeconds)) : 1;
        context.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
        if (context.Request.ContentType?.StartsWith(GrpcMedia, StringComparison.Ordinal) != true)
            return new(CommonProblems.TooMany.Result().ExecuteAsync(context));
        context.Response.StatusCode = StatusCodes.Status200OK;
        context.Response.ContentType = GrpcMedia;
        context.Response.Headers["grpc-status"] = GrpcResourceExhausted.ToString(CultureInfo.InvariantCulture);
        context.Response.Headers["grpc-message"] = CommonProblems.TooMany.Title;
        return ValueTask.CompletedTask;
    }

    private static TokenBucketRateLimiterOptions Bucket(int rate) => new()
    {
        TokenLimit = 2 * rate, TokensPerPeriod = rate, ReplenishmentPeriod = Period, QueueLimit = 0, AutoReplenishment = true,
    };

    private static int Rate(CallLimitOptions options, CallClass of) => of switch
    {
        CallClass.Read => options.ReadPerSecond,
        CallClass.Change => options.ChangePerSecond,
        CallClass.Operate => options.OperatePerSecond,
        CallClass.Holder => options.HolderPerSecond,
        CallClass.Neighbour => options.NeighbourPerSecond,
        _ => options.OpenPerSecond,
    };
}
