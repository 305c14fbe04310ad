using System.Security.Cryptography;

namespace TrustList.Sync.Status;

/// <summary>The pauses between two tries: half a second at first, doubling to half a minute, each of half to one and a half of that, so that a hub's readers do not all come back at once.</summary>
/// <param name="clock">The timers.</param>
public sealed class FeedPatience(TimeProvider clock)
{
    private const int LongestDoubling = 6;
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(500);
    private int failures;

    /// <summary>A connection stood: the next pause is short again.</summary>
    public void Connected() => failures = 0;

    /// <summary>Waits before the next try.</summary>
    public Task WaitAsync(CancellationToken cancellation)
    {
        var pause = First * (1 << Math.Min(failures++, LongestDoubling));
        return Task.Delay(pause * (RandomNumberGenerator.GetInt32(500, 1_500) / 1_000.0), clock, cancellation);
    }
}
