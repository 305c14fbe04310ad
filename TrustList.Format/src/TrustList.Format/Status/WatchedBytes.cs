namespace TrustList.Format.Status;

/// <summary>
/// Bytes served to a decompressor with the last one apart, so that it shows whether the compressed stream ends with
/// exactly that byte: the platform's readers pass over bytes that follow, and over bytes that are missing.
/// </summary>
internal sealed class WatchedBytes(ReadOnlyMemory<byte> bytes) : Stream
{
    private int at;
    private bool askedForMore;

    /// <summary>True when every byte was asked for and none after them.</summary>
    public bool EndedExactly => at == bytes.Length && !askedForMore;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        var left = bytes.Length - at;
        var count = Math.Min(buffer.Length, left > 1 ? left - 1 : left);
        askedForMore |= left == 0 && !buffer.IsEmpty;
        bytes.Span.Slice(at, count).CopyTo(buffer);
        at += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
