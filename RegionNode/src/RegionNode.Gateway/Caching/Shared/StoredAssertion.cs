using System.Buffers.Binary;
using TrustList.Format.Status;

namespace RegionNode.Gateway.Caching.Shared;

/// <summary>What stands in Redis under an entry: an assertion with its instant, or up to which instant everything is dropped.</summary>
/// <param name="At">Seconds since 1970: when the region made it, or up to when it is dropped.</param>
/// <param name="Assertion">The bytes; empty: dropped.</param>
internal readonly record struct StoredAssertion(long At, ReadOnlyMemory<byte> Assertion)
{
    private const int TimeBytes = sizeof(long);

    /// <summary>The most bytes of one.</summary>
    public const int MostBytes = TimeBytes + LiveAssertion.MaxBytes;

    /// <summary>The bytes: the instant, big endian, then the assertion.</summary>
    public byte[] Write()
    {
        var bytes = new byte[TimeBytes + Assertion.Length];
        BinaryPrimitives.WriteInt64BigEndian(bytes, At);
        Assertion.CopyTo(bytes.AsMemory(TimeBytes));
        return bytes;
    }

    /// <summary>Reads what stands there; null where it is nothing of ours.</summary>
    public static StoredAssertion? Read(byte[]? bytes) =>
        bytes is { Length: >= TimeBytes and <= MostBytes } ? new(BinaryPrimitives.ReadInt64BigEndian(bytes), bytes.AsMemory(TimeBytes)) : null;
}
