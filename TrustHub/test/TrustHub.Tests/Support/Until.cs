using System.Diagnostics;

namespace TrustHub.Tests.Support;

/// <summary>Waits for something that happens by itself, far longer than it ever takes.</summary>
public static class Until
{
    public static async Task TrueAsync(Func<bool> condition, Func<string>? why = null)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(watch.Elapsed < TimeSpan.FromMinutes(3), $"waited in vain: {why?.Invoke()}");
            await Task.Delay(10);
        }
    }
}
