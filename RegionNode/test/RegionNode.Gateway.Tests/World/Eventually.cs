using System.Diagnostics;

namespace RegionNode.Gateway.Tests.World;

/// <summary>Waits for something that must come to be, with a limit far beyond what it takes.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    public static async Task True(string what, Func<Task<bool>> holds)
    {
        var watch = Stopwatch.StartNew();
        while (!await holds())
        {
            if (watch.Elapsed > Limit) Assert.Fail($"not within {Limit.TotalSeconds} s: {what}");
            await Task.Delay(20);
        }
    }
}
