using TrustList.Testing.Databases;

namespace Federation.Bench.Office;

/// <summary>What a region's office costs on PostgreSQL that keeps what it commits: real hub, issuer and gateway on this machine, which share its cores.</summary>
public static class OfficeBench
{
    private const int Licences = 400, Changes = 400, Fewest = 50, FewestChanges = 40;

    /// <summary>Runs the benchmark; no row where PostgreSQL is not installed.</summary>
    /// <param name="options">How; the fraction is of all counts.</param>
    /// <param name="tell">Takes each row as soon as it is there.</param>
    public static async Task RunAsync(BenchOptions options, Action<BenchRow> tell)
    {
        if (LocalPostgres.Missing is { } missing)
        {
            Console.Error.WriteLine($"bench: the office's rows are left out ({missing})");
            return;
        }
        var clock = new PartClock();
        await using var postgres = await LocalPostgres.StartAsync(durable: true);
        if (options.Only is null or "import")
            await ImportBench.RunAsync(postgres, options, clock, tell);
        if (options.Only != "import")
            await AskAsync(postgres, options, clock, tell);
    }

    private static async Task AskAsync(LocalPostgres postgres, BenchOptions options, PartClock clock, Action<BenchRow> tell)
    {
        await using var bed = await RegionBed.StartAsync(postgres);
        clock.Done("hub, issuer and gateway started");
        var (issue, licences) = await IssueCost.RunAsync(bed, Count(Licences, Fewest, options), options);
        tell(issue);
        clock.Done("issue");
        var delay = new HeadDelay(bed, IssueCost.FirstDriver, licences.Count);
        if (options.Only is null or "heads")
            await HeadsAsync("");
        if (options.Only is not (null or "queries"))
            return;
        var most = await QueryBench.RunAsync(bed, postgres, licences, firstDriver: 1, options, clock, tell);
        if (options.Only is null)
            await HeadsAsync($" among {most}");

        async Task HeadsAsync(string where)
        {
            foreach (var row in await delay.RunAsync(Count(Changes, FewestChanges, options), where))
                tell(row);
            clock.Done($"change events to heads{where}");
        }
    }

    private static int Count(int whole, int fewest, BenchOptions options) => Math.Max(fewest, (int)(whole * Math.Sqrt(options.Fraction)));
}
