using RegionNode.Issuer;
using RegionNode.Issuer.Applications;
using RegionNode.Issuer.Registry;
using RegionNode.Issuer.Registry.Imports;
using RegionNode.Issuer.Registry.Letters;
using RegionNode.Issuer.Status;
using RegionNode.Issuer.Storage;
using TrustList.Format.Status;
using TrustList.Testing.Databases;
using TrustList.Testing.Provinces;

namespace Federation.Bench.Office;

/// <summary>
/// The import of a synthetic province beside PostgreSQL's COPY into the same durable server: of the very rows that it made, and of
/// the file as it is. Counted is time on the clock, from the first byte of the file to the last record in the registry: every
/// line read, checked, keyed and sealed, staged and merged. One import and one COPY of each kind run before, uncounted.
/// </summary>
internal static class ImportBench
{
    private const string Peer = "COPY";
    private const string Region = "310000";
    private const double Target = 0.5;
    private const int LinesOfTheWhole = 400_000, FewestLines = 5_000, WarmLines = 100_000;
    private const int MostRounds = 3;

    /// <summary>Runs it: the rate, the rate on SQLite, and the memory that the import took.</summary>
    /// <param name="server">Keeps what it commits.</param>
    /// <param name="options">How; the fraction is of all lines.</param>
    /// <param name="clock">Says how long it takes.</param>
    /// <param name="tell">Takes the rows.</param>
    internal static async Task RunAsync(LocalPostgres server, BenchOptions options, PartClock clock, Action<BenchRow> tell)
    {
        var folder = Directory.CreateTempSubdirectory("import-bench-");
        try
        {
            var lines = Math.Max(FewestLines, (int)(LinesOfTheWhole * options.Fraction));
            await RoundAsync(server, folder, "warm", Math.Min(WarmLines, 4 * lines));
            clock.Done("import, warming up");
            var rounds = new List<Round>();
            for (var round = 0; round < Math.Min(options.Rounds, MostRounds); round++)
            {
                rounds.Add(await RoundAsync(server, folder, $"round_{round}", lines));
                clock.Done($"import, round {round + 1} ({rounds[^1]})");
            }
            double Of(Func<Round, double> value) => CpuClock.Median(rounds.Select(value));
            var ratio = Of(round => round.Import / round.Copy);
            tell(new("import, PostgreSQL", Of(round => round.Import), "lines/s", $"at least {Target} of it", $"{Peer} of its rows", Of(round => round.Copy), ratio, ratio >= Target));
            tell(new("the same", Of(round => round.Import), "lines/s", string.Empty, $"{Peer} of the file", Of(round => round.PlainCopy), Of(round => round.Import / round.PlainCopy), true));
            tell(new("import, SQLite", Of(round => round.Embedded), "lines/s", string.Empty, $"{Peer} of its rows", Of(round => round.Copy), Of(round => round.Embedded / round.Copy), true));
            tell(new("import, memory over idle", Of(round => round.Memory), "MB", string.Empty, "file, MB", Of(round => round.File), Of(round => round.Memory / round.File), true));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Everything once, in databases of its own, which are gone after it.</summary>
    private static async Task<Round> RoundAsync(LocalPostgres server, DirectoryInfo folder, string name, int lines)
    {
        var (imported, copied, own) = ($"import_{name}", $"copy_{name}", folder.CreateSubdirectory(name));
        await server.CreateAsync(imported);
        await server.CreateAsync(copied);
        var file = Path.Combine(own.FullName, "province.csv");
        await using (var output = new BufferedStream(File.Create(file), 1 << 16))
            new SyntheticProvince(Region, 1, ProvinceFormat.Csv, new DateOnly(2026, 3, 1)).WriteTo(output, lines);
        var (place, other, copy) = (PlaceOf(own, server, imported), PlaceOf(own, server, copied), new CopyPeer(server));
        (Spent Staged, Spent Merged) import;
        double memory;
        await QuietAsync();
        using (var watch = new MemoryWatch())
            (import, memory) = (await ImportAsync(server, place, file, lines), watch.Peak);
        await QuietAsync();
        var rows = copy.OfSealedRows(place, other);
        await QuietAsync();
        var plain = copy.OfPlainCsv(file, other);
        var embedded = await ImportAsync(server, new DatabasePlace(own.CreateSubdirectory("sqlite").FullName, TestKeys: true), file, lines);
        var round = new Round(lines, import.Staged, import.Merged, rows, plain, embedded.Staged.Seconds + embedded.Merged.Seconds, memory, new FileInfo(file).Length / 1e6);
        await server.DropAsync(imported);
        await server.DropAsync(copied);
        own.Delete(recursive: true);
        return round;

        // What is measured does not pay for what was written before it.
        Task QuietAsync() => server.SqlAsync(imported, "CHECKPOINT");
    }

    private static DatabasePlace PlaceOf(DirectoryInfo folder, LocalPostgres server, string name) =>
        new(folder.CreateSubdirectory(name).FullName, TestKeys: true, server.ConnectionOf(name), server.PasswordFile);

    private static async Task<(Spent Staged, Spent Merged)> ImportAsync(LocalPostgres server, DatabasePlace place, string file, int lines)
    {
        using var store = IssuerDatabase.Open(place);
        using var signal = new ImportSignal();
        using var status = new StatusSignal();
        var adapter = RegistryServices.AdapterOf(new RegistryOptions(), Region, place.DataDir, OwnTerritory.Of(new NodeOptions { Code = Region }));
        var (desk, intake, merge) = (
            new ImportDesk(store, signal, TimeProvider.System), new ImportIntake(store, adapter, TimeProvider.System), new ImportMerge(store, status, TimeProvider.System));
        var began = Spent.Until(server);
        var id = desk.Open(new ImportForm(ImportFormat.Csv, ImportEncoding.Utf8, LetterTables.Find(StatusLetters.Version)!), "bench", "bench").Import!.Id;
        await using var data = File.OpenRead(file);
        await intake.TakeAsync(id, 0, data, last: true, CancellationToken.None);
        desk.Finish(id, data.Length, refusedAtMost: 0);
        var decided = Spent.Until(server);
        while (merge.Next())
        {
        }
        var whole = Spent.Until(server);
        return desk.Find(id) is { ImportState: ImportState.Finished } import && import.Added == lines
            ? (decided.Behind(began), whole.Behind(decided))
            : throw new InvalidOperationException("the import is not whole");
    }

    /// <summary>What a round took, and megabytes.</summary>
    private sealed record Round(int Lines, Spent Staged, Spent Merged, Spent Copied, double PlainCopyTook, double EmbeddedTook, double Memory, double File)
    {
        /// <summary>Lines a second.</summary>
        internal double Import => Lines / (Staged.Seconds + Merged.Seconds);

        internal double Copy => Lines / Copied.Seconds;

        internal double PlainCopy => Lines / PlainCopyTook;

        internal double Embedded => Lines / EmbeddedTook;

        public override string ToString() => $"checked and staged in {Staged.For(Lines)}, merged in {Merged.For(Lines)}, {Peer} in {Copied.For(Lines)}";
    }

    /// <summary>The most that the process's resident memory grows.</summary>
    private sealed class MemoryWatch : IDisposable
    {
        private readonly Timer timer;
        private readonly long before;
        private long most;

        internal MemoryWatch()
        {
            GC.Collect();
            before = Environment.WorkingSet;
            timer = new Timer(_ => most = Math.Max(most, Environment.WorkingSet), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(20));
        }

        internal double Peak => Math.Max(0, most - before) / 1e6;

        public void Dispose() => timer.Dispose();
    }
}
