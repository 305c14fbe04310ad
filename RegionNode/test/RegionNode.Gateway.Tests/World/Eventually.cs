using System.Diagnostics;

namespace RegionNode.Gateway.Tests.World;

/// <summary>
/// Waits for something that must come to be, with a limit far beyond what it takes: seen as often in a row as the gateway has
/// instances, for a question reaches one after the other.
/// </summary>
internal static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    public static async Task True(string what, Func<Task<bool>> holds)
    {
        var watch = Stopwatch.StartNew();
        for (var seen = 0; seen < RunCache.Instances;)
        {
            seen = await holds() ? seen + 1 : 0;
            if (seen > 0) continue;
            if (watch.Elapsed > Limit) Assert.Fail($"not within {Limit.TotalSeconds} s: {what}");
            await Task.Delay(20);
        }
    }
}
