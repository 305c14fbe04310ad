namespace RegionNode.Issuer.Status;

/// <summary>Tells the publisher that a change was recorded. At start one routine change is assumed: a crash may have left some.</summary>
internal sealed class StatusSignal : IDisposable
{
    private readonly Lock gate = new();
    private readonly SemaphoreSlim wake = new(0, 1);
    private int routine = 1;

    internal void Changed()
    {
        Volatile.Write(ref routine, 1);
        lock (gate)
        {
            if (wake.CurrentCount == 0)
                wake.Release();
        }
    }

    internal Task WaitAsync(TimeSpan most, CancellationToken cancellation) => wake.WaitAsync(most, cancellation);

    internal bool TakeRoutine() => Interlocked.Exchange(ref routine, 0) == 1;

    public void Dispose() => wake.Dispose();
}
