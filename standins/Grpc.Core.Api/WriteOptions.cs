namespace Grpc.Core;

/// <summary>How one message is written.</summary>
[Flags]
public enum WriteFlags
{
    /// <summary>Hint that the write may wait in a buffer.</summary>
    BufferHint = 0x1,

    /// <summary>Leave this message uncompressed.</summary>
    NoCompress = 0x2,
}

/// <summary>The flags of a write, as a value that calls carry.</summary>
public class WriteOptions(WriteFlags flags = default)
{
    public static readonly WriteOptions Default = new();

    public WriteFlags Flags { get; } = flags;
}
