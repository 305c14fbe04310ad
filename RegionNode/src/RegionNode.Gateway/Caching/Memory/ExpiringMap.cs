namespace RegionNode.Gateway.Caching.Memory;

/// <summary>Values by key, each until its instant, together at most a weight. Any number may use it at once.</summary>
/// <param name="most">The greatest sum of weights.</param>
/// <param name="evicts">Whether a value that finds no room takes the place of those that end first; else it is not placed.</param>
/// <param name="clock">Now.</param>
/// <typeparam name="TKey">The keys.</typeparam>
/// <typeparam name="TValue">The values.</typeparam>
internal sealed class ExpiringMap<TKey, TValue>(long most, bool evicts, TimeProvider clock) where TKey : notnull
{
    private readonly Lock _turn = new();
    private readonly Dictionary<TKey, Held> _held = [];
    private readonly PriorityQueue<TKey, DateTimeOffset> _ends = new(); // May name a key more often than it is held.
    private long _weight;
    private DateTimeOffset _forgotten;

    /// <summary>How many are held, ended ones perhaps among them.</summary>
    internal int Count
    {
        get
        {
            lock (_turn) return _held.Count;
        }
    }

    /// <summary>How many ends are remembered: at most some twice as many.</summary>
    internal int Ends
    {
        get
        {
            lock (_turn) return _ends.Count;
        }
    }

    /// <summary>The latest end of what was let go because it had ended. By a clock that went back, what ends no later may have been here.</summary>
    public DateTimeOffset Forgotten
    {
        get
        {
            lock (_turn) return _forgotten;
        }
    }

    /// <summary>Whether a value is held, and which.</summary>
    public bool Find(TKey key, out TValue value)
    {
        lock (_turn) return IsHeld(key, clock.GetUtcNow(), out value);
    }

    /// <summary>Takes a value out.</summary>
    public bool Take(TKey key, out TValue value)
    {
        lock (_turn)
        {
            var found = IsHeld(key, clock.GetUtcNow(), out value);
            Remove(key);
            return found;
        }
    }

    /// <summary>Places a value, where there is none or <paramref name="replaces"/> says so of the one that is there.</summary>
    public Placing Place(TKey key, TValue value, DateTimeOffset until, Func<TValue, bool> replaces, long weight = 1)
    {
        lock (_turn)
        {
            var now = clock.GetUtcNow();
            DropEnded(now);
            if (IsHeld(key, now, out var old) && !replaces(old)) return Placing.Held;
            Remove(key);
            while (_weight + weight > most)
                if (!evicts || !DropFirst()) return Placing.Full;
            _held[key] = new Held(value, until, weight);
            _weight += weight;
            _ends.Enqueue(key, until);
            return Placing.Placed;
        }
    }

    /// <summary>Lets go what has ended.</summary>
    public void Forget()
    {
        lock (_turn) DropEnded(clock.GetUtcNow());
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        lock (_turn)
        {
            _held.Clear();
            _ends.Clear();
            _weight = 0;
        }
    }

    private bool IsHeld(TKey key, DateTimeOffset now, out TValue value)
    {
        var found = _held.TryGetValue(key, out var held) && held.Until > now;
        value = found ? held.Value : default!;
        return found;
    }

    private void DropEnded(DateTimeOffset now)
    {
        while (_ends.TryPeek(out _, out var until) && until <= now)
        {
            if (until > _forgotten) _forgotten = until;
            DropFirst();
        }

        // Keys that were placed again and again must not fill the queue.
        if (_ends.Count <= (2 * _held.Count) + 16) return;
        _ends.Clear();
        foreach (var (key, held) in _held) _ends.Enqueue(key, held.Until);
    }

    private bool DropFirst()
    {
        if (!_ends.TryDequeue(out var key, out var until)) return false;
        if (_held.TryGetValue(key, out var held) && held.Until == until) Remove(key);
        return true;
    }

    private void Remove(TKey key)
    {
        if (_held.Remove(key, out var held)) _weight -= held.Weight;
    }

    private readonly record struct Held(TValue Value, DateTimeOffset Until, long Weight);
}

/// <summary>What became of a value that was to be placed.</summary>
internal enum Placing
{
    /// <summary>It is there.</summary>
    Placed,

    /// <summary>Another one is, and stays.</summary>
    Held,

    /// <summary>There is no room.</summary>
    Full,
}
