using TrustList.Format.Status;
using TrustList.Sync;
using TrustList.Sync.Status;
using TrustList.Testing;
using TrustList.Testing.Synthesis;

namespace Federation.Bench;

/// <summary>
/// The nation on a handheld: 31 synthetic regions with 499 million licences at 3 %, written as a device index, mapped from
/// disk and looked up. Every exception and as many random entries are compared with the plain states: none may differ.
/// </summary>
internal static class DeviceBench
{
    private const ulong Seed = 20_261_118;
    private const int Regions = 31, EntriesOfRegion = 499_000_000 / Regions + 1, Questions = 1 << 20;
    private const double MostBytes = 20_000_000, MostNanoseconds = 1_000;

    /// <summary>The rows.</summary>
    /// <param name="options">How.</param>
    public static IEnumerable<BenchRow> Rows(BenchOptions options)
    {
        var folder = Directory.CreateTempSubdirectory("device-bench-");
        try
        {
            return Run(options, new DirectoryFileStore(folder.FullName));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static List<BenchRow> Run(BenchOptions options, DirectoryFileStore disk)
    {
        var generator = new SeededGenerator(Seed);
        var nation = Enumerable.Range(11, Regions).Select(number => (Code: $"{number}0000", State: SyntheticStatus.State(
            generator, EntriesOfRegion / StatusSpace.BlockEntries + 1, EntriesOfRegion, StatusMix.Three))).ToList();
        var written = CpuSeconds(() => disk.Write("index", Write(nation)));
        DeviceIndex? opened = null;
        var checking = CpuSeconds(() => opened = DeviceIndex.Open(disk.Map("index")!));
        using var index = opened!;

        var wrong = nation.Sum(region => region.State.Exceptions().Count(exception => index.Get(region.Code, exception.Entry) != exception.Value));
        var asked = Enumerable.Range(0, Questions).Select(_ => (Region: generator.Next(Regions), Entry: (long)generator.Next(EntriesOfRegion))).ToArray();
        wrong += asked.Count(one => index.Get(nation[one.Region].Code, one.Entry) != nation[one.Region].State.Get(one.Entry));
        var nanoseconds = CpuClock.Median(Enumerable.Range(0, options.Rounds).Select(_ => 1e9 / CpuClock.Rate(options.Seconds, run =>
        {
            var (region, entry) = asked[run & (Questions - 1)];
            index.Get(nation[region].Code, entry);
        })));
        return
        [
            new("device index, 499 M at 3 %", index.Length, "bytes", $"at most {MostBytes / 1e6:0} MB", "Token Status List raw", 499_000_000 / 2.0, index.Length / (499_000_000 / 2.0), index.Length <= MostBytes),
            new("lookup, mapped index", nanoseconds, "CPU ns", $"at most {MostNanoseconds / 1000:0} us", "-", 0, 0, nanoseconds <= MostNanoseconds),
            new("lookup, wrong answers", wrong, "", "none", "plain states", 0, 0, wrong == 0),
            new("write the index", written * 1000, "CPU ms", string.Empty, "-", 0, 0, true),
            new("open and check the index", checking * 1000, "CPU ms", string.Empty, "-", 0, 0, true),
        ];
    }

    private static byte[] Write(List<(string Code, RegionStatus State)> nation)
    {
        var writer = new IndexWriter();
        foreach (var (code, state) in nation)
            writer.Add(code, state);
        return writer.Finish();
    }

    private static double CpuSeconds(Action act)
    {
        var before = Environment.CpuUsage.TotalTime;
        act();
        return (Environment.CpuUsage.TotalTime - before).TotalSeconds;
    }
}
