using System.Threading.RateLimiting;

namespace RegionNode.Gateway.Guarding;

/// <summary>
/// Calls under way on each proxied route for each region that calls: one that hangs holds up only so many, and none takes a
/// route's places from another. All wallets together are one caller.
/// </summary>
internal sealed class ProxyPlaces : IDisposable
{
    /// <summary>The most calls of one caller on one route.</summary>
    public const int Most = 128;

    private readonly PartitionedRateLimiter<(string Route, string Caller)> _places = PartitionedRateLimiter.Create<(string Route, string Caller), (string, string)>(
        who => RateLimitPartition.GetConcurrencyLimiter(who, _ => new ConcurrencyLimiterOptions { PermitLimit = Most, QueueLimit = 0 }));

    /// <summary>A place until it is disposed, or none.</summary>
    public RateLimitLease Take(string route, string? callerPin) => _places.AttemptAcquire((route, callerPin ?? "-"));

    /// <inheritdoc/>
    public void Dispose() => _places.Dispose();
}
