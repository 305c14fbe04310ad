using System.Net;
using System.Threading.RateLimiting;
using RegionNode.Gateway.Guarding;

namespace RegionNode.Gateway.Verifying.Shown;

/// <summary>Presentations that are being handed in: strangers hold these places and no others, and one address not all of them.</summary>
internal sealed class PresentationPlaces() : StrangerPlaces(OfOneAddress, Most), IDisposable
{
    /// <summary>The most at once.</summary>
    public const int Most = 32;

    /// <summary>The most of them from one address.</summary>
    public const int OfOneAddress = 8;

    /// <summary>What one address may hand in in a second; twice as much at once.</summary>
    public const int PerSecond = 10;

    private readonly PartitionedRateLimiter<IPAddress?> _rates = PartitionedRateLimiter.Create<IPAddress?, string>(from =>
        RateLimitPartition.GetTokenBucketLimiter(CallerAddress.Name(from), _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = 2 * PerSecond,
            TokensPerPeriod = PerSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            QueueLimit = 0,
        })); // Forgets an address soon after its last request.

    /// <summary>Whether this address may hand in one more now.</summary>
    public bool MayHandIn(IPAddress? from)
    {
        using var granted = _rates.AttemptAcquire(from);
        return granted.IsAcquired;
    }

    /// <inheritdoc/>
    public void Dispose() => _rates.Dispose();
}
