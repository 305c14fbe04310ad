using System.IO.Compression;
using TrustList.Format.Encoding;
using TrustList.Format.Status;
using TrustList.Testing;

namespace TrustList.Format.Tests.Status;

public sealed class StatusListTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    public void Reads_back_what_was_written_at_any_index(int bits)
    {
        var generator = new SeededGenerator(42);
        var builder = new StatusListBuilder(bits, 4096);
        var entries = new byte[4096];
        for (var i = 0; i < 20_000; i++)
        {
            var at = generator.Next(4096);
            builder[at] = entries[at] = (byte)generator.Next(1 << bits);
        }
        var list = StatusList.Inflate(bits, builder.ToList().Deflate()).Value;
        Assert.Equal(entries, Enumerable.Range(0, list.Length).Select(i => list[i]));
        Assert.Equal(entries, Enumerable.Range(0, builder.Length).Select(i => builder[i]));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    [InlineData(1 << 20)]
    [InlineData(1L << 32)]
    [InlineData(long.MaxValue)]
    public void Rejects_an_index_outside_the_list(long index)
    {
        Assert.False(Samples.List.TryGet(index, out _));
        var verified = VerifiedStatusList.Verify(Samples.Cwt(), Samples.Uri, Samples.StatusKey, Samples.Now).Value;
        Assert.Null(verified.StatusOf(index));
    }

    [Fact]
    public void Rejects_an_entry_that_does_not_fit_and_an_impossible_size()
    {
        var builder = new StatusListBuilder(2, 8);
        Assert.Throws<ArgumentOutOfRangeException>(() => builder[0] = 4);
        Assert.Throws<ArgumentOutOfRangeException>(() => builder[8] = 1);
        Assert.Throws<ArgumentOutOfRangeException>(() => new StatusListBuilder(3, 8));
        Assert.Throws<ArgumentOutOfRangeException>(() => new StatusListBuilder(1, 7));
        Assert.Throws<ArgumentOutOfRangeException>(() => new StatusListBuilder(1, (1 << 20) + 8));
    }

    [Fact]
    public void Keeps_a_finished_list_when_its_builder_goes_on()
    {
        var builder = new StatusListBuilder(4, 16);
        var list = builder.ToList();
        builder[3] = 1;
        var changed = list.ToBuilder();
        changed[4] = 2;
        Assert.All(Enumerable.Range(0, 16), i => Assert.Equal(0, list[i]));
        Assert.Equal(2, changed.ToList()[4]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-4)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(16)]
    public void Rejects_an_unknown_width(int bits) =>
        Assert.Equal(DecodeFault.BadValue, StatusList.Inflate(bits, Samples.List.Deflate()).Fault);

    [Fact]
    public void Rejects_a_zlib_bomb_without_expanding_it()
    {
        var bomb = Zlib(new byte[128 << 20]);
        Assert.True(bomb.Length < Limits.StatusTokenBytes);
        StatusList.Inflate(4, bomb);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(DecodeFault.TooLarge, StatusList.Inflate(4, bomb).Fault);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2 << 20);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    public void Rejects_one_byte_more_than_the_largest_list_of_its_width(int bits)
    {
        var largest = Limits.StatusListEntries * bits / 8;
        Assert.Equal(Limits.StatusListEntries, StatusList.Inflate(bits, Zlib(new byte[largest])).Value.Length);
        Assert.Equal(DecodeFault.TooLarge, StatusList.Inflate(bits, Zlib(new byte[largest + 1])).Fault);
    }

    [Fact]
    public void Rejects_a_stream_cut_short_at_any_byte_or_followed_by_anything()
    {
        var whole = Samples.List.Deflate();
        for (var length = 0; length < whole.Length; length++)
            Assert.False(StatusList.Inflate(4, whole.AsMemory(0, length)).Ok, $"cut at {length}");
        Assert.Equal(DecodeFault.TrailingBytes, StatusList.Inflate(4, (byte[])[.. whole, 0]).Fault);
        Assert.False(StatusList.Inflate(4, (byte[])[.. whole, .. whole]).Ok);
    }

    [Fact]
    public void Rejects_an_empty_list_a_wrong_checksum_and_other_compressions()
    {
        var whole = Samples.List.Deflate();
        Assert.Equal(DecodeFault.Empty, StatusList.Inflate(4, Zlib([])).Fault);
        Assert.False(StatusList.Inflate(4, (byte[])[.. whole[..^1], (byte)(whole[^1] ^ 1)]).Ok);
        Assert.False(StatusList.Inflate(4, whole.AsMemory(2, whole.Length - 6)).Ok); // raw deflate
        using var gzipped = new MemoryStream();
        using (var gzip = new GZipStream(gzipped, CompressionLevel.Fastest))
            gzip.Write(new byte[100]);
        Assert.False(StatusList.Inflate(4, gzipped.ToArray()).Ok);
        // FDICT: needs a dictionary that nobody has.
        Assert.False(StatusList.Inflate(4, (byte[])[0x78, 0xBB, 1, 2, 3, 4, 3, 0, 0, 0, 0, 1]).Ok);
    }

    [Fact]
    public void Survives_mutated_streams()
    {
        var accepted = 0;
        Mutations.Of(Samples.List.Deflate(), 20_201_012, 2_000, mutant =>
        {
            if (StatusList.Inflate(4, mutant) is { Ok: true, Value.Length: var length })
            {
                Assert.InRange(length, 1, Limits.StatusListEntries);
                accepted++;
            }
        });
        Assert.InRange(accepted, 0, 100);
    }

    private static byte[] Zlib(byte[] data)
    {
        using var output = new MemoryStream();
        using (var zlib = new ZLibStream(output, CompressionLevel.Optimal))
            zlib.Write(data);
        return output.ToArray();
    }
}
