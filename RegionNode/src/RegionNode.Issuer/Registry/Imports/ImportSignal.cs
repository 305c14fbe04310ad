namespace RegionNode.Issuer.Registry.Imports;

/// <summary>Wakes the merger when an import was decided. At start one is assumed: a crash may have left it.</summary>
internal sealed class ImportSignal : IDisposable
{
    private readonly SemaphoreSlim wake = new(1, 1);
    private readonly Lock gate = new();

    internal void Decided()
    {
        lock (gate)
        {
            if (wake.CurrentCount == 0)
                wake.Release();
        }
    }

    internal Task WaitAsync(CancellationToken cancellation) => wake.WaitAsync(cancellation);

    public void Dispose() => wake.Dispose();
}
