using TrustList.Format.Status;
using TrustList.Testing;
using TrustList.Testing.Synthesis;

namespace Federation.Bench;

/// <summary>
/// The status codec on synthetic states of a fixed seed: its bytes by the entropy that this benchmark computes, beside the
/// general compressors over the same entries; and the time it takes for the whole nation on one core.
/// </summary>
public static class StatusBench
{
    private const ulong Seed = 20_261_122;
    private const int NationBlocks = 476, RegionBlocks = 34, SampleBlocks = 10, PeerBlocks = 4;
    // The nation's 499 million, to the block.
    private const long NationEntries = (long)NationBlocks * StatusSpace.BlockEntries;
    private const double MostOfEntropy = 1.005, MostEncode = 3, MostExpand = 1, MostBytes = 16_300_000;

    /// <summary>Runs the benchmark.</summary>
    /// <param name="options">How.</param>
    public static async Task<IReadOnlyList<BenchRow>> RunAsync(BenchOptions options)
    {
        var peers = CompressionPeer.Find(options.Alone);
        var rows = new List<BenchRow>();
        foreach (var rate in options.Fraction < 1 ? [0.01] : new[] { 0.0001, 0.001, 0.01, 0.03, 0.05 })
            rows.AddRange(Sample($"10 M entries, {rate:0.##%}", StatusMix.Three.At(rate), peers));
        rows.AddRange(Nation(options));
        rows.AddRange(Deltas());
        rows.AddRange(DeviceBench.Rows(options));
        if (options.Fraction < 1)
            return rows; // A quick look at the codec; the hub's rows are `bench push`.
        rows.AddRange(await PushBench.RunAsync(options));
        rows.AddRange(await HeadsBench.RunAsync(options));
        rows.AddRange(await LogAppendBench.RunAsync(options));
        return rows;
    }

    private static IEnumerable<BenchRow> Sample(string name, StatusMix mix, IReadOnlyList<CompressionPeer> peers)
    {
        var state = SyntheticStatus.State(new SeededGenerator(Seed), SampleBlocks, StatusSpace.EntryOf(SampleBlocks, 0), mix);
        // Below a thousand exceptions or so the few bytes of size and end weigh more: no target there.
        yield return ByEntropy(name, StatusSnapshotCodec.Encode(state).Length, Entropy(state), mix.Rate < 0.001 ? null : MostOfEntropy);
        if (peers.Count == 0)
            yield break;
        // The peers take minutes for what we take milliseconds for: both see the first blocks alone here.
        var part = SyntheticStatus.State(new SeededGenerator(Seed), PeerBlocks, StatusSpace.EntryOf(PeerBlocks, 0), mix);
        var (ours, lists) = (StatusSnapshotCodec.Encode(part).Length, Lists(part));
        foreach (var peer in peers)
        {
            var theirs = peer.Pack(lists);
            Console.Error.WriteLine($"bench: {name}: {peer.Name} {theirs / Entropy(part):0.0000} of entropy");
            yield return new($"{name}: 4 blocks", ours, "bytes", string.Empty, peer.Name, theirs, ours / (double)theirs, true);
        }
    }

    private static IEnumerable<BenchRow> Nation(BenchOptions options)
    {
        // One region may have 128 blocks: the nation's entries stand in several, as they do in packages.
        var regions = new List<RegionStatus>();
        var generator = new SeededGenerator(Seed);
        var all = Math.Max(1, (long)(NationBlocks * options.Fraction)) * StatusSpace.BlockEntries;
        for (var left = all; left > 0;)
        {
            var entries = Math.Min(left, StatusSpace.EntryOf(RegionBlocks, 0));
            regions.Add(SyntheticStatus.State(generator, (int)((entries + StatusSpace.BlockEntries - 1) / StatusSpace.BlockEntries), entries, StatusMix.Three));
            left -= entries;
        }
        var entropy = StatusEntropy.Bytes(all, regions.SelectMany(region => region.Exceptions()).Select(exception => exception.Value));
        var (encode, expand, hash) = (new List<double>(), new List<double>(), new List<double>());
        List<byte[]> payloads = [];
        for (var round = -1; round < options.Rounds; round++)
        {
            encode.Add(Seconds(() => payloads = [.. regions.Select(StatusSnapshotCodec.Encode)]));
            List<RegionStatus> expanded = [];
            expand.Add(Seconds(() => expanded = [.. payloads.Select(payload => StatusSnapshotCodec.Decode(payload).Value)]));
            hash.Add(Seconds(() => expanded.ForEach(region => region.Root())));
            if (expanded.Zip(regions).Any(pair => !pair.First.Root().Span.SequenceEqual(pair.Second.Root().Span)))
                throw new InvalidOperationException("what was expanded is not what was encoded");
        }
        var bytes = payloads.Sum(payload => (long)payload.Length);
        var size = all == NationEntries ? "499 M" : $"{all / 1e6:0.0} M";
        var nation = ByEntropy($"{size} entries, 3 %", bytes, entropy, MostOfEntropy);
        yield return nation with { Target = $"at most {MostBytes / 1e6:0.0} MB", Ok = bytes <= MostBytes && nation.Ok };
        yield return Time($"{size} entries, encode", encode, MostEncode);
        yield return Time($"{size} entries, expand", expand, MostExpand);
        yield return Time($"{size} entries, state roots", hash, double.MaxValue);
    }

    private static IEnumerable<BenchRow> Deltas()
    {
        // 0.01 per cent of the licences change in a day: 173 in five minutes.
        foreach (var (name, count, most) in new (string, int, double)[]
        {
            ("35 changes", 35, 1.06), ("173 changes (5 min)", 173, 1.06), ("1,000 changes", 1_000, 1.01), ("2,079 changes (1 h)", 2_079, 1.01),
            ("49,900 changes (a day)", 49_900, 1.01), ("349,300 changes (a week)", 349_300, 1.01),
        })
        {
            // Few changes scatter: their ratio is that of many draws together.
            var draws = count < 10_000 ? 99 : 9;
            var (bytes, entropies) = (0L, 0.0);
            for (var draw = 0; draw < draws; draw++)
            {
                var delta = SyntheticStatus.Changes(new SeededGenerator(Seed + (ulong)draw), NationBlocks, NationEntries, count, StatusMix.Three);
                var payload = StatusDeltaCodec.Encode(delta).Length;
                var entropy = StatusEntropy.Bytes(NationEntries, delta.Changes.Select(change => change.Value));
                (bytes, entropies) = (bytes + payload, entropies + entropy);
            }
            var ratio = bytes / entropies;
            yield return ByEntropy(name, bytes / draws, entropies / draws, most) with { Ratio = ratio, Ok = ratio <= most };
        }
    }

    private static BenchRow ByEntropy(string name, long bytes, double entropy, double? most) =>
        new(name, bytes, "bytes", most is null ? string.Empty : $"at most {most} of entropy", "entropy", entropy, bytes / entropy, !(bytes / entropy > most));

    private static BenchRow Time(string name, List<double> seconds, double most)
    {
        var median = CpuClock.Median(seconds.Skip(1));
        return new(name, median * 1000, "CPU ms", most == double.MaxValue ? string.Empty : $"at most {most} s", "-", 0, 0, median <= most);
    }

    private static double Seconds(Action act)
    {
        GC.Collect();
        var before = Environment.CpuUsage.TotalTime;
        act();
        return (Environment.CpuUsage.TotalTime - before).TotalSeconds;
    }

    private static double Entropy(RegionStatus state) => StatusEntropy.Bytes(state.Entries, state.Exceptions().Select(exception => exception.Value));

    private static List<StatusList> Lists(RegionStatus state)
    {
        var builders = Enumerable.Range(0, state.Blocks).Select(_ => new StatusListBuilder(4, StatusSpace.BlockEntries)).ToList();
        foreach (var (entry, value) in state.Exceptions())
            builders[(int)(entry / StatusSpace.BlockEntries)][(int)(entry % StatusSpace.BlockEntries)] = value;
        return [.. builders.Select(builder => builder.ToList())];
    }
}
