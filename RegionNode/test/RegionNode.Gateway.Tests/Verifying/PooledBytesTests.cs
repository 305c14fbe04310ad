using System.Buffers;
using RegionNode.Gateway.Verifying;

namespace RegionNode.Gateway.Tests.Verifying;

public sealed class PooledBytesTests
{
    [Fact]
    public void Keeps_every_byte_beyond_its_first_room()
    {
        byte[] bytes = [.. Enumerable.Range(0, 70_000).Select(n => (byte)(n % 251))];
        using var pooled = new PooledBytes(16);
        foreach (var piece in bytes.Chunk(999)) pooled.Write(piece);
        Assert.Equal(bytes, pooled.Written.ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => pooled.Advance(1 << 20));
    }
}
