namespace TrustList.Sync;

/// <summary>Runs work by index, so many at a time, each result in its own place.</summary>
internal static class Limited
{
    internal static IEnumerable<Task> Each(int count, int concurrency, Func<int, Task> work)
    {
        var next = -1;
        return Enumerable.Range(0, Math.Min(count, concurrency)).Select(async _ =>
        {
            for (var i = Interlocked.Increment(ref next); i < count; i = Interlocked.Increment(ref next))
                await work(i);
        });
    }
}
