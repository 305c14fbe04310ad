namespace RegionNode.Gateway.Caching.Memory;

/// <summary>What was handed in to this process, at most 64 MiB of it.</summary>
internal sealed class MemoryReferences(TimeProvider clock) : IReferences
{
    private const long MostBytes = 64 << 20;
    private const int EachBytes = 256; // What a reference costs beside its content.

    private readonly ExpiringMap<string, byte[]> _held = new(MostBytes, evicts: false, clock);

    /// <inheritdoc/>
    public ValueTask<string?> Put(string owner, ReadOnlyMemory<byte> content, TimeSpan life, CancellationToken cancel)
    {
        var reference = Reference.New(owner);
        return ValueTask.FromResult(Put(reference, content, life) ? reference.Text : null);
    }

    /// <summary>Keeps bytes under a reference that was made.</summary>
    public bool Put(Reference reference, ReadOnlyMemory<byte> content, TimeSpan life) =>
        _held.Place(reference.Name, content.ToArray(), clock.GetUtcNow() + life, _ => false, content.Length + EachBytes) == Placing.Placed;

    /// <inheritdoc/>
    public ValueTask<byte[]?> TakeOnce(string owner, string reference, CancellationToken cancel) =>
        ValueTask.FromResult(Reference.Of(owner, reference) is { } read ? Take(read) : null);

    /// <summary>The bytes, the first time.</summary>
    public byte[]? Take(Reference reference) => _held.Take(reference.Name, out var content) ? content : null;

    /// <inheritdoc/>
    public void Forget() => _held.Forget();
}
