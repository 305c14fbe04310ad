namespace TrustHub.Transparency;

/// <summary>Tells the sequencer that something new waits for the next epoch. A lost call costs a moment, never an entry: the sequencer looks by itself too.</summary>
public sealed class EpochSignal : IDisposable
{
    private readonly SemaphoreSlim _raised = new(0, 1);

    /// <summary>Something new is durable: a head, a batch, a snapshot. Cheap; any thread.</summary>
    public void Wake()
    {
        try
        {
            _raised.Release();
        }
        catch (SemaphoreFullException)
        {
            // It was raised already.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _raised.Dispose();

    /// <summary>Waits for the signal, or for the longest time to pass; not at all where that has passed, which to the semaphore would mean for ever.</summary>
    public Task WaitAsync(TimeSpan longest, CancellationToken cancellation) => _raised.WaitAsync(longest > TimeSpan.Zero ? longest : TimeSpan.Zero, cancellation);
}
