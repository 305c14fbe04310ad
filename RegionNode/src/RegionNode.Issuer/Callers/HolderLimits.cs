using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Threading.RateLimiting;

namespace RegionNode.Issuer.Callers;

/// <summary>
/// Counts what holders ask about one thing (an offer, a device, a licence), whoever asks. Things are put into <see cref="Buckets"/>
/// buckets by a keyed hash: memory is bounded, and nobody can aim at the bucket of another holder.
/// </summary>
internal sealed class HolderLimits(CallLimitOptions options) : IDisposable
{
    internal const int Buckets = 65_536;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly byte[] key = RandomNumberGenerator.GetBytes(32);
    private readonly PartitionedRateLimiter<int> limiter = PartitionedRateLimiter.Create<int, int>(bucket => RateLimitPartition.GetTokenBucketLimiter(
        bucket,
        _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = options.DevicePerMinute, TokensPerPeriod = 1, ReplenishmentPeriod = Minute / options.DevicePerMinute, QueueLimit = 0, AutoReplenishment = true,
        }));

    internal RateLimitLease Ask(string thing) =>
        limiter.AttemptAcquire(BinaryPrimitives.ReadUInt16BigEndian(HMACSHA256.HashData(key, System.Text.Encoding.UTF8.GetBytes(thing))));

    /// <inheritdoc/>
    public void Dispose() => limiter.Dispose();
}

/// <summary>Marks holders' endpoints.</summary>
internal static class HolderLimitExtensions
{
    /// <summary>Counts the endpoint's calls by what its body is about.</summary>
    internal static RouteHandlerBuilder LimitedBy<TBody>(this RouteHandlerBuilder endpoint, Func<TBody, string> thing) =>
        endpoint.AddEndpointFilter(async (context, next) =>
        {
            var limits = context.HttpContext.RequestServices.GetRequiredService<HolderLimits>();
            using var lease = limits.Ask(thing(context.Arguments.OfType<TBody>().Single()));
            if (lease.IsAcquired)
                return await next(context);
            await CallLimits.RefuseAsync(context.HttpContext, lease);
            return Results.Empty;
        });
}
