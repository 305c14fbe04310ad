using System.Security.Cryptography;
using TrustList.Format.Status;
using TrustList.Sync.Status;
using TrustList.Testing;

namespace TrustList.Sync.Tests.Status;

/// <summary>The compressed index answers as the plain array does, and no bytes lead it astray.</summary>
public sealed class DeviceIndexTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(300)]
    [InlineData(5_000)]
    [InlineData(10_000)]
    public void Answers_like_the_plain_array_at_any_density(int perTenThousand)
    {
        var generator = new SeededGenerator((ulong)perTenThousand + 1);
        var plain = new byte[1 << 20];
        var state = new RegionStatus(1);
        for (var chunk = 0; chunk < 256; chunk++)
        {
            var exceptions = new List<ushort>();
            for (var position = 0; position < 4_096; position++)
                if (generator.Next(10_000) < perTenThousand)
                    exceptions.Add((ushort)(position << 4 | (plain[chunk << 12 | position] = (byte)(1 + generator.Next(15)))));
            state.SetChunk(chunk, exceptions.ToArray());
        }
        var index = Indexed(("110000", new RegionStatus(1)), ("310000", state), ("650000", new RegionStatus(2)));
        Assert.Equal(0, Enumerable.Range(0, plain.Length).Count(entry => index.Get("310000", entry) != plain[entry]));
        Assert.Equal(((byte?)0, (byte?)0, (byte?)null, (byte?)null, (byte?)null),
            (index.Get("110000", 7), index.Get("650000", (2 << 20) - 1), index.Get("310000", 1 << 20), index.Get("310000", -1), index.Get("320000", 7)));
    }

    [Fact]
    public void Answers_where_runs_and_long_gaps_share_a_chunk()
    {
        var state = new RegionStatus(1);
        for (var entry = 0; entry < 1_000; entry++)
            state.Set(entry, 1);
        state.Set(4_095, 2);
        state.Set(8_191, 1);
        var index = Indexed(("310000", state));
        for (var entry = 0; entry < 8_192; entry++)
            Assert.Equal(state.Get(entry), index.Get("310000", entry));
    }

    [Fact]
    public void Rejects_every_cut_and_every_flipped_bit()
    {
        var state = new RegionStatus(1);
        for (var entry = 0; entry < 50_000; entry += 13)
            state.Set(entry, 1);
        var whole = Write(("310000", state));
        var generator = new SeededGenerator(9);
        for (var i = 0; i < 200; i++)
        {
            var spoilt = whole.ToArray();
            spoilt[generator.Next(spoilt.Length)] ^= (byte)(1 << generator.Next(8));
            Assert.Null(DeviceIndex.Open(new MemoryMap(spoilt)));
            Assert.Null(DeviceIndex.Open(new MemoryMap(whole.AsMemory(0, generator.Next(whole.Length)))));
        }
        Assert.NotNull(DeviceIndex.Open(new MemoryMap(whole)));
    }

    [Fact]
    public void Survives_any_bytes_under_a_right_checksum()
    {
        var state = new RegionStatus(1);
        for (var entry = 0; entry < 200_000; entry += 3)
            state.Set(entry, (byte)(1 + entry % 13));
        var whole = Write(("310000", state));
        var generator = new SeededGenerator(10);
        var (opened, exceptions) = (0, new ushort[4_096]);
        for (var i = 0; i < 300; i++)
        {
            var spoilt = whole.ToArray();
            for (var hits = 0; hits < 1 + i % 20; hits++)
                spoilt[generator.Next(spoilt.Length - 32)] = (byte)generator.Next(256);
            SHA256.HashData(spoilt.AsSpan(0, spoilt.Length - 32), spoilt.AsSpan(spoilt.Length - 32));
            if (DeviceIndex.Open(new MemoryMap(spoilt)) is not { } index)
                continue;
            opened++;
            foreach (var region in index.Regions)
                for (var chunk = 0; chunk < index.BlocksOf(region) * 256; chunk++)
                {
                    Assert.InRange(index.CopyChunk(region, chunk, exceptions), 0, 4_096);
                    index.Get(region, (long)chunk << 12 | 4_095);
                }
        }
        Assert.True(opened > 50, $"{opened} opened");
    }

    private static DeviceIndex Indexed(params (string, RegionStatus)[] regions) => DeviceIndex.Open(new MemoryMap(Write(regions)))!;

    private static byte[] Write(params (string Code, RegionStatus State)[] regions)
    {
        var writer = new IndexWriter();
        foreach (var (code, state) in regions)
            writer.Add(code, state);
        return writer.Finish();
    }
}
