using System.Collections.Concurrent;
using Grpc.Core;

namespace RegionNode.Issuer.Moving;

/// <summary>
/// The regions that a question did not reach: they are not asked for a while, twice as long each time. One that refuses is not
/// silent, for good or for now: its other moves may go on.
/// </summary>
internal sealed class SilentRegions(TimeProvider clock)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MostPause = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<string, (long At, TimeSpan Pause)> silent = new(StringComparer.Ordinal);

    /// <summary>Whether a region is not to be asked now.</summary>
    internal bool Contains(string region) => silent.TryGetValue(region, out var since) && clock.GetElapsedTime(since.At) < since.Pause;

    /// <summary>It answered.</summary>
    internal void Heard(string region) => silent.TryRemove(region, out _);

    /// <summary>How a call failed.</summary>
    internal void Note(string region, RpcException failure)
    {
        if (failure.Trailers.GetValue(TransfersService.ReasonTrailer) is not null || failure.StatusCode is not (StatusCode.Unavailable or StatusCode.DeadlineExceeded))
            Heard(region);
        else if (!Contains(region)) // Of several questions at once that were not heard the first one counts.
            silent[region] = (clock.GetTimestamp(), silent.TryGetValue(region, out var before) ? Shorter(2 * before.Pause, MostPause) : FirstPause);
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
