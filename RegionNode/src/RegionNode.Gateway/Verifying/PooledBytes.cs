using System.Buffers;

namespace RegionNode.Gateway.Verifying;

/// <summary>Bytes in the order in which they are written, in an array of the shared pool, which gets it back: answers are large, and there are many.</summary>
internal sealed class PooledBytes(int room) : IBufferWriter<byte>, IDisposable
{
    private byte[] _array = ArrayPool<byte>.Shared.Rent(room);
    private int _count;

    /// <summary>What was written; not to be used after <see cref="Dispose"/>.</summary>
    public ReadOnlyMemory<byte> Written => _array.AsMemory(0, _count);

    /// <inheritdoc/>
    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _array.Length - _count);
        _count += count;
    }

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Make(Math.Max(1, sizeHint));
        return _array.AsMemory(_count);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_array.Length > 0) ArrayPool<byte>.Shared.Return(_array, clearArray: true); // Somebody's portrait.
        (_array, _count) = ([], 0);
    }

    private void Make(int room)
    {
        if (_array.Length - _count >= room) return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(2 * _array.Length, _count + room));
        Written.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_array, clearArray: true);
        _array = larger;
    }
}
