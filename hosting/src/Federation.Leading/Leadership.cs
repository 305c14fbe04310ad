namespace Federation.Leading;

/// <summary>Which instance leads. One room writes it; any thread may read, or wait for a leader.</summary>
public sealed class Leadership(Standing start) : IDisposable
{
    private readonly Lock _gate = new();
    private CancellationTokenSource _changed = new();
    private Standing _now = start;

    /// <summary>The seat that this instance took; null before. Its stores open under it, some time before it answers as the leader.</summary>
    public HeldSeat? Taken { get; set; }

    /// <summary>The present standing.</summary>
    public Standing Now
    {
        get
        {
            lock (_gate)
                return _now;
        }
    }

    /// <summary>The present standing once somebody leads, or as it is when patience ends; and what is cancelled when it changes.</summary>
    public async Task<(Standing Standing, CancellationToken Changed)> KnownAsync(TimeSpan patience, CancellationToken cancellation)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        end.CancelAfter(patience);
        while (true)
        {
            CancellationToken changed;
            lock (_gate)
            {
                changed = _changed.Token;
                if (_now.Leads || _now.Leader is not null || end.IsCancellationRequested)
                    return (_now, changed);
            }
            using var either = CancellationTokenSource.CreateLinkedTokenSource(end.Token, changed);
            await Task.Delay(Timeout.Infinite, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _changed.Dispose();

    /// <summary>Takes what is known now.</summary>
    public void Set(Standing standing)
    {
        CancellationTokenSource before;
        lock (_gate)
        {
            if (_now == standing)
                return;
            _now = standing;
            (before, _changed) = (_changed, new CancellationTokenSource());
        }
        before.Cancel(); // Never disposed: who waits may still hold its token, and there are few.
    }
}
