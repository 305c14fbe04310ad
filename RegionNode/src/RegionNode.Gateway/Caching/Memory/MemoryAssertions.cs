using TrustList.Format.Status;

namespace RegionNode.Gateway.Caching.Memory;

/// <summary>Assertions in this process; what was dropped is remembered for as long as an assertion lives.</summary>
internal sealed class MemoryAssertions(TimeProvider clock) : IAssertionCache
{
    private const int Most = 50_000;

    private readonly ExpiringMap<AssertionKey, Entry> _entries = new(Most, evicts: true, clock);

    /// <inheritdoc/>
    public ValueTask<byte[]?> Find(AssertionKey key, CancellationToken cancel) => ValueTask.FromResult(Find(key));

    /// <inheritdoc/>
    public ValueTask Keep(AssertionKey key, byte[] assertion, DateTimeOffset issuedAt, DateTimeOffset until, CancellationToken cancel)
    {
        Keep(key, assertion, issuedAt, until);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask Drop(DroppedEntries dropped, CancellationToken cancel)
    {
        Drop(dropped);
        return ValueTask.CompletedTask;
    }

    /// <summary>The same, at once.</summary>
    public byte[]? Find(AssertionKey key) =>
        _entries.Find(key, out var found) && !found.IsDropped && found.At > WholeDroppedUpTo(key) ? found.Assertion : null;

    /// <summary>Up to when everything said of an entry is dropped, as far as this process knows; the least instant where nothing is.</summary>
    public DateTimeOffset DroppedUpTo(AssertionKey key)
    {
        var whole = WholeDroppedUpTo(key);
        return _entries.Find(key, out var found) && found.IsDropped && found.At > whole ? found.At : whole;
    }

    /// <summary>The same, at once.</summary>
    public void Keep(AssertionKey key, byte[] assertion, DateTimeOffset issuedAt, DateTimeOffset until) =>
        _entries.Place(key, new Entry(assertion, issuedAt), until, old => !old.IsDropped || issuedAt > old.At);

    /// <summary>The same, at once.</summary>
    public void Drop(DroppedEntries dropped)
    {
        var until = clock.GetUtcNow() + LiveAssertion.MaxLife;
        foreach (var key in dropped.Keys)
            _entries.Place(key, new Entry(null, dropped.AsOf), until, old => old.At <= dropped.AsOf);
    }

    /// <summary>Forgets everything.</summary>
    public void Clear() => _entries.Clear();

    private DateTimeOffset WholeDroppedUpTo(AssertionKey key) =>
        _entries.Find(AssertionKey.WholeList(key.StatusUri), out var whole) ? whole.At : DateTimeOffset.MinValue;

    // Without an assertion: what was said up to that instant is dropped.
    private sealed record Entry(byte[]? Assertion, DateTimeOffset At)
    {
        public bool IsDropped => Assertion is null;
    }
}
