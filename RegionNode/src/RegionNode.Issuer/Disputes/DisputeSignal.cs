namespace RegionNode.Issuer.Disputes;

/// <summary>Tells the sender that there is something new to carry.</summary>
internal sealed class DisputeSignal : IDisposable
{
    private readonly SemaphoreSlim woken = new(0, 1);
    private readonly Lock gate = new();

    internal void Wake()
    {
        lock (gate)
        {
            if (woken.CurrentCount == 0)
                woken.Release();
        }
    }

    internal Task WaitAsync(TimeSpan most, CancellationToken cancellation) => woken.WaitAsync(most, cancellation);

    public void Dispose() => woken.Dispose();
}
