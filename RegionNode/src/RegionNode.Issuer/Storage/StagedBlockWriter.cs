using System.Buffers;

namespace RegionNode.Issuer.Storage;

/// <summary>Puts staged lines one behind the other into blocks, without an object for each. Of one thread.</summary>
internal sealed class StagedBlockWriter : IDisposable
{
    private readonly List<StagedBlock> blocks = [];
    private readonly List<DateOnly?> dues = [];
    private byte[] buffer = ArrayPool<byte>.Shared.Rent(StagedBlock.MostBytes);
    private int length;
    private long lastLine;

    /// <summary>Begins a row.</summary>
    /// <returns>Where the caller puts the sealed record, all of it.</returns>
    internal Span<byte> Add(long line, DriverKey driver, string letters, long updated, DateOnly? due, int sealedBytes)
    {
        var bytes = StagedBlock.RowBytes(driver, letters, sealedBytes);
        if (dues.Count > 0 && length + bytes + ((dues.Count + 1) * StagedBlock.DueBytes) > StagedBlock.MostBytes)
            Close();
        if (bytes > buffer.Length)
            Grow(bytes);
        var row = buffer.AsSpan(length, bytes);
        (length, lastLine) = (length + bytes, line);
        dues.Add(due);
        return StagedBlock.Write(row, line, driver, letters, updated);
    }

    /// <summary>All blocks, in the order of the lines.</summary>
    internal IReadOnlyList<StagedBlock> Complete()
    {
        if (dues.Count > 0)
            Close();
        return blocks;
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(buffer);

    private void Close()
    {
        blocks.Add(new StagedBlock(lastLine, dues.Count, buffer.AsSpan(0, length).ToArray(), StagedBlock.WriteDues(dues)));
        length = 0;
        dues.Clear();
    }

    // The buffer is empty: the row is a block of its own.
    private void Grow(int least)
    {
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = ArrayPool<byte>.Shared.Rent(least);
    }
}
