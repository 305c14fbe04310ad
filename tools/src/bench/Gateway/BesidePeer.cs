using System.Globalization;

namespace Federation.Bench.Gateway;

/// <summary>
/// The pace that we keep up with beside a peer's, by the same open load in interleaved rounds; the first round is not counted. The
/// processor time that each answer costs either process is told on standard error.
/// </summary>
internal static class BesidePeer
{
    /// <summary>Runs the rounds and gives their row.</summary>
    /// <param name="row">What is compared.</param>
    /// <param name="atLeast">The least that ours is to be of the peer's rate.</param>
    /// <param name="peer">What the peer is called.</param>
    /// <param name="options">How.</param>
    /// <param name="own">Us.</param>
    /// <param name="other">The peer.</param>
    internal static async Task<BenchRow> RunAsync(string row, double atLeast, string peer, BenchOptions options, Contender own, Contender other)
    {
        var (ours, theirs, seconds) = (new List<double>(), new List<double>(), 2 * options.Seconds);
        for (var round = -1; round < options.Rounds; round++)
        {
            var (one, two) = (await own.PaceAsync(seconds), await other.PaceAsync(seconds));
            if (round < 0)
            {
                own.Forget();
                other.Forget();
                continue;
            }
            ours.Add(one);
            theirs.Add(two);
        }
        await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"bench: {row}: {own.MicrosecondsEach:N0} µs of processor time an answer, {peer}: {other.MicrosecondsEach:N0}"));
        var ratio = CpuClock.Median(ours.Zip(theirs, (one, two) => one / two));
        return new(row, CpuClock.Median(ours), "answers/s", $"at least {atLeast} of it", peer, CpuClock.Median(theirs), ratio, ratio >= atLeast);
    }
}
