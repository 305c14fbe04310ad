using System.Collections.Immutable;
using TrustList.Format.Encoding;
using TrustList.Format.Status;
using TrustList.Testing;

namespace TrustList.Format.Tests.Status;

/// <summary>The gap codec: what goes in comes out, and nothing damaged comes out as anything but a closed fault.</summary>
public sealed class StatusCodecTests
{
    private static readonly byte[] Mix = [1, 1, 1, 2, 2, 2, 3, 3, 0xC, 0xD, 5];

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(1, 1)]
    [InlineData(1, 35)]
    [InlineData(3, 4_000)]
    [InlineData(2, 60_000)]
    [InlineData(1, 700_000)]
    [InlineData(1, 1 << 20)]
    [InlineData(8, 3)]
    public void Accepts_every_snapshot_it_wrote(int blocks, int exceptions)
    {
        var state = Sample(blocks, exceptions, 17);
        var coded = StatusSnapshotCodec.Encode(state);
        var read = StatusSnapshotCodec.Decode(coded).Value;
        Assert.Equal(blocks, read.Blocks);
        Assert.Equal(state.Exceptions(), read.Exceptions());
        Assert.Equal(exceptions, read.CountExceptions());
        Assert.True(read.Root().Span.SequenceEqual(state.Root().Span));
    }

    [Fact]
    public void Accepts_every_delta_it_wrote()
    {
        var generator = new SeededGenerator(4);
        for (var round = 0; round < 300; round++)
        {
            var blocks = 1 + generator.Next(round % 10 == 0 ? Limits.StatusPackageBlocks : 4);
            var delta = Delta(generator, blocks, generator.Next(1 << generator.Next(12)));
            var read = StatusDeltaCodec.Decode(StatusDeltaCodec.Encode(delta)).Value;
            Assert.Equal(delta.Blocks, read.Blocks);
            Assert.Equal(delta.Changes.AsEnumerable(), read.Changes.AsEnumerable());
        }
    }

    [Fact]
    public void Accepts_runs_at_both_ends_and_far_apart()
    {
        foreach (var entries in new long[][]
        {
            [0], [(1L << 30) - 1], [0, (1L << 30) - 1], [.. Enumerable.Range(0, 5_000).Select(i => (1L << 30) - 5_000 + i)],
            [0, 1, 2, 3, 1L << 29, (1L << 29) + 1],
        })
        {
            var delta = new StatusDelta(Limits.StatusPackageBlocks, [.. entries.Select(entry => new StatusChange(entry, (byte)(entry & 0xF)))]);
            Assert.Equal(delta.Changes.AsEnumerable(), StatusDeltaCodec.Decode(StatusDeltaCodec.Encode(delta)).Value.Changes.AsEnumerable());
        }
    }

    [Fact]
    public void Survives_every_truncation_and_every_flipped_bit()
    {
        var delta = Delta(new SeededGenerator(9), 3, 60);
        var coded = StatusDeltaCodec.Encode(delta);
        for (var length = 0; length < coded.Length; length++)
            AssertOther(delta, coded[..length]);
        for (var bit = 0; bit < coded.Length * 8; bit++)
        {
            var flipped = coded.ToArray();
            flipped[bit >> 3] ^= (byte)(1 << (bit & 7));
            AssertOther(delta, flipped);
        }
        Assert.Equal(StatusFault.BadPayload, StatusDeltaCodec.Decode((byte[])[.. coded, 0]).Fault);
        Assert.Equal(StatusFault.BadPayload, StatusDeltaCodec.Decode((byte[])[.. coded, 7, 7, 7, 7, 7]).Fault);
    }

    [Fact]
    public void Survives_bytes_of_no_encoder()
    {
        var generator = new SeededGenerator(23);
        for (var round = 0; round < 3_000; round++)
        {
            var bytes = generator.NextBytes(generator.Next(40));
            var delta = StatusDeltaCodec.Decode(bytes);
            Assert.True(delta.Ok || delta.Fault is StatusFault.BadPayload or StatusFault.TooLarge);
            var snapshot = StatusSnapshotCodec.Decode(bytes);
            Assert.True(snapshot.Ok || snapshot.Fault is StatusFault.BadPayload or StatusFault.TooLarge);
        }
    }

    [Theory]
    [InlineData("8101", StatusFault.BadPayload)] // no count
    [InlineData("81080000", StatusFault.TooLarge)] // 1,025 blocks
    [InlineData("800001", StatusFault.BadPayload)] // a number in a longer form
    [InlineData("0001", StatusFault.BadPayload)] // an entry where there are none
    [InlineData("ffffffffff01", StatusFault.BadPayload)] // 2^35 and more
    [InlineData("8008ffffffff0300", StatusFault.TooLarge)] // 2^30 - 1 changes
    [InlineData("01ffff3f", StatusFault.BadPayload)] // nearly all of 2^20 entries, and no bytes for them
    [InlineData("010000", StatusFault.BadPayload)] // bytes after nothing
    public void Rejects_sizes_beyond_limits_or_bytes(string hex, StatusFault fault) =>
        Assert.Equal(fault, StatusDeltaCodec.Decode(Convert.FromHexString(hex)).Fault);

    [Fact]
    public void Rejects_a_bomb_without_making_room_for_it()
    {
        // 128 blocks, all of their 2^27 entries exceptions, and few bytes: the claim alone must cost next to nothing.
        byte[] bomb = [0x80, 0x01, 0x80, 0x80, 0x80, 0x40, .. new byte[64]];
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(StatusFault.BadPayload, StatusSnapshotCodec.Decode(bomb).Fault);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 16_000_000);
        Assert.Equal(StatusFault.TooLarge, StatusSnapshotCodec.Decode(new byte[] { 0x81, 0x01, 0 }).Fault);
        Assert.Equal(StatusFault.TooLarge, StatusDeltaCodec.Decode(new byte[Limits.StatusPayloadBytes + 1]).Fault);
    }

    [Fact]
    public void Refuses_to_make_a_delta_out_of_order_doubled_or_outside()
    {
        Assert.Throws<ArgumentException>(() => new StatusDelta(1, [new(5, 1), new(5, 2)]));
        Assert.Throws<ArgumentException>(() => new StatusDelta(1, [new(5, 1), new(4, 2)]));
        Assert.Throws<ArgumentException>(() => new StatusDelta(1, [new(1 << 20, 1)]));
        Assert.Throws<ArgumentException>(() => new StatusDelta(1, [new(-1, 1)]));
        Assert.Throws<ArgumentException>(() => new StatusDelta(1, [new(1, 16)]));
    }

    [Fact]
    public void Joins_and_parts_deltas()
    {
        var generator = new SeededGenerator(5);
        StatusDelta[] parts = [Delta(generator, 2, 40), Delta(generator, 0, 0), Delta(generator, 3, 500), Delta(generator, 1, 1)];
        var joined = StatusDelta.Concat(parts);
        var split = joined.Split([2, 0, 3, 1]);
        Assert.Equal(parts.Select(part => part.Changes.AsEnumerable()), split.Select(part => part.Changes.AsEnumerable()));
        Assert.Throws<ArgumentException>(() => joined.Split([2, 3]));

        var (older, newer) = (Delta(generator, 1, 900), Delta(generator, 2, 900));
        var (one, other) = (new RegionStatus(1), new RegionStatus(1));
        one.Apply(older);
        one.Apply(newer);
        other.Apply(older.Then(newer));
        Assert.Equal(one.Exceptions(), other.Exceptions());
        Assert.Equal(2, other.Blocks);
    }

    /// <summary>A state with so many exceptions at random places.</summary>
    internal static RegionStatus Sample(int blocks, int exceptions, ulong seed)
    {
        var generator = new SeededGenerator(seed);
        var state = new RegionStatus(blocks);
        var changes = ImmutableArray.CreateBuilder<StatusChange>(exceptions);
        // Each entry is chosen with the chance that fills the number exactly (Knuth's algorithm S).
        for (var entry = 0L; changes.Count < exceptions; entry++)
        {
            if ((long)(generator.NextUInt64() % (ulong)(state.Entries - entry)) < exceptions - changes.Count)
                changes.Add(new StatusChange(entry, generator.Pick(Mix)));
        }
        state.Apply(new StatusDelta(blocks, changes.MoveToImmutable()));
        return state;
    }

    internal static StatusDelta Delta(SeededGenerator generator, int blocks, int changes)
    {
        var space = (ulong)StatusSpace.EntryOf(blocks, 0);
        var entries = new SortedSet<long>();
        while (entries.Count < changes)
            entries.Add((long)(generator.NextUInt64() % space));
        return new StatusDelta(blocks, [.. entries.Select(entry => new StatusChange(entry, (byte)generator.Next(16)))]);
    }

    private static void AssertOther(StatusDelta original, byte[] damaged)
    {
        var read = StatusDeltaCodec.Decode(damaged);
        if (!read.Ok)
            Assert.True(read.Fault is StatusFault.BadPayload or StatusFault.TooLarge);
        else
            Assert.False(read.Value.Blocks == original.Blocks && read.Value.Changes.SequenceEqual(original.Changes));
    }
}
