using System.Globalization;
using TrustList.Format.Status;
using TrustList.Format.Verification;
using TrustList.Sync.Status;
using TrustList.Testing;
using TrustList.Testing.Forgery;
using TrustList.Testing.Synthesis;

namespace Federation.Nation;

/// <summary>
/// One run: regions with real keys sign heads of synthetic states, a simulated log binds them in witnessed epochs through a
/// week, and devices that stopped at different times catch up by one download each, checking everything.
/// </summary>
public static class NationRun
{
    private const int EpochMinutes = 10;
    private const int Answers = 20_000;
    private const ulong Seed = 20_260_301;
    private static readonly DateTimeOffset End = new(2026, 3, 8, 8, 0, 0, TimeSpan.Zero);

    // What a device missed, the longest first: the windows of the hub's rollups (SPEC.md §7.13).
    private static readonly (string Name, TimeSpan Missed)[] Windows =
    [
        ("a week", TimeSpan.FromDays(7)), ("a day", TimeSpan.FromDays(1)), ("6 hours", TimeSpan.FromHours(6)),
        ("an hour", TimeSpan.FromHours(1)), ("a minute", TimeSpan.FromMinutes(1)),
    ];

    /// <summary>Runs it.</summary>
    /// <param name="options">How large.</param>
    /// <param name="progress">Says what is going on.</param>
    public static NationReport Run(NationOptions options, TextWriter progress)
    {
        var plan = NationPlan.Make(options);
        var begin = End - Windows[0].Missed;
        progress.WriteLine("nation: keys of the regions and of the witnesses");
        var log = new SimulatedLog(NationPlan.Witnesses);
        var admitted = begin.AddDays(-30);
        Dictionary<string, RegionSimulator> regions = plan.ToDictionary(region => region.Code,
            region => RegionSimulator.Create(region.Code, "CN-XX", admitted, new Uri("https://hub.test"), NationPlan.CitiesOf(region.Code, plan)), StringComparer.Ordinal);
        var repository = new SimulatedRepository(End, regions.Values);
        repository.Policy = repository.Policy with { Log = log.Policy };
        repository.Publish();
        var trust = SimulatedTrust.StateOf(repository, End);
        var status = new SimulatedStatus(log);
        var generator = new SeededGenerator(Seed);

        var versions = new Dictionary<string, long>(StringComparer.Ordinal);
        progress.WriteLine("nation: synthetic states");
        foreach (var region in plan)
        {
            var blocks = (int)((region.Entries + StatusSpace.BlockEntries - 1) / StatusSpace.BlockEntries);
            var state = SyntheticStatus.State(generator, blocks, region.Entries, region.Mix);
            versions[region.Code] = Sign(region, begin, state.Exceptions().Select(exception => (exception.Entry, (StatusValue)exception.Value)));
        }
        List<long> stops = [status.Seal(begin)];
        foreach (var (window, next) in Windows.Zip([.. Windows.Skip(1).Select(window => window.Missed), TimeSpan.Zero]))
        {
            progress.WriteLine($"nation: what changes until {next} before the end");
            var at = End - next;
            foreach (var region in plan)
            {
                if (Changes(generator, region, status.StateOf(region.Code, versions[region.Code]), window.Missed - next) is { Count: > 0 } changes)
                    versions[region.Code] = Sign(region, at, changes);
            }
            stops.Add(Seal(status, End - window.Missed, at));
        }

        progress.WriteLine("nation: the first download");
        StatusPackage snapshot = new() { Kind = StatusPackageKind.Heads };
        var encode = CpuSeconds(() => snapshot = status.Snapshot(status.Newest));
        var device = new StatusMirror();
        var first = Download("everything", TimeSpan.Zero, snapshot, device, trust);
        var rollups = new List<NationDownload>();
        for (var i = 0; i < Windows.Length; i++)
        {
            progress.WriteLine($"nation: a device that missed {Windows[i].Name}");
            device = new StatusMirror();
            Apply(device, status.Snapshot(stops[i]), trust);
            rollups.Insert(0, Download(Windows[i].Name, Windows[i].Missed, status.Rollup(stops[i], status.Newest), device, trust));
        }
        return new NationReport
        {
            Regions = plan.Count,
            Entries = plan.Sum(region => region.Entries),
            Exceptions = first.Changes,
            Epochs = status.Newest + 1,
            Snapshot = first,
            EncodeSeconds = encode,
            Rollups = rollups,
            Answers = Answers,
            WrongAnswers = Wrong(generator, [.. plan.Select(region => (region.Code, status.StateOf(region.Code, versions[region.Code])))], device),
        };

        long Sign(NationRegion region, DateTimeOffset at, IEnumerable<(long Entry, StatusValue Value)> changes) =>
            status.Change(regions[region.Code], at, changes).Version;
    }

    /// <summary>Epochs without news until the one that has them: time passes for the log too.</summary>
    private static long Seal(SimulatedStatus status, DateTimeOffset from, DateTimeOffset to)
    {
        for (var at = from.AddMinutes(EpochMinutes); at < to; at = at.AddMinutes(EpochMinutes))
            status.Seal(at);
        return status.Seal(to);
    }

    private static List<(long Entry, StatusValue Value)> Changes(SeededGenerator generator, NationRegion region, RegionStatus state, TimeSpan time)
    {
        // The fraction of a change that is left over becomes one by chance.
        var expected = region.Entries * region.DailyChanges * time.TotalDays;
        var count = (int)(expected + generator.NextUnit());
        var changes = new Dictionary<long, StatusValue>();
        while (changes.Count < count)
        {
            var entry = (long)(generator.NextUInt64() % (ulong)state.Entries);
            // Every fifth change takes something back.
            if (generator.Next(5) == 0)
            {
                var (exception, tries) = (entry, 0);
                while (state.Get(exception) == 0 && tries++ < 1_000)
                    exception = (exception + 1) % state.Entries;
                changes[exception] = StatusValue.Valid;
            }
            else
            {
                changes[entry] = (StatusValue)region.Mix.Draw(generator);
            }
        }
        return [.. changes.Select(change => (change.Key, change.Value))];
    }

    private static NationDownload Download(string name, TimeSpan missed, StatusPackage package, StatusMirror device, TrustState trust)
    {
        var bytes = package.Write();
        var read = StatusPackage.Read(bytes).Value;
        var seconds = CpuSeconds(() => Apply(device, read, trust));
        var (entropy, changes) = Content(package);
        var payload = package.Payloads.Sum(one => (long)one.Length);
        var heads = (package with { Kind = StatusPackageKind.Rollup, FromEpoch = 0, Payloads = [default], Others = [], LogProof = default }).Write().Length;
        var others = package.Others.Length * (long)OtherBytes;
        return new(name, missed, changes, entropy, payload, heads, others, package.LogProof.Length, bytes.Length, seconds);
    }

    // [code, hash]: an array head, six characters and 32 bytes with their heads.
    private const int OtherBytes = 1 + 7 + 34;

    private static (double Entropy, long Changes) Content(StatusPackage package)
    {
        if (package.Kind == StatusPackageKind.Rollup)
        {
            var delta = StatusDeltaCodec.Decode(package.Payloads[0]).Value;
            return (StatusEntropy.Bytes(StatusSpace.EntryOf(delta.Blocks, 0), delta.Changes.Select(change => change.Value)), delta.Changes.Length);
        }
        var states = package.Payloads.Select(payload => StatusSnapshotCodec.Decode(payload).Value).ToList();
        return (states.Sum(Entropy), states.Sum(state => state.CountExceptions()));
    }

    /// <summary>Full blocks have one rate of exceptions, the last, not yet given out whole, another: each by itself.</summary>
    private static double Entropy(RegionStatus state)
    {
        var last = StatusSpace.EntryOf(state.Blocks - 1, 0);
        return Part(last, exception => exception.Entry < last) + Part(StatusSpace.BlockEntries, exception => exception.Entry >= last);

        double Part(long entries, Func<(long Entry, byte Value), bool> where) =>
            StatusEntropy.Bytes(entries, state.Exceptions().Where(where).Select(exception => exception.Value));
    }

    private static void Apply(StatusMirror device, StatusPackage package, TrustState trust)
    {
        if (device.Apply(package, trust, End) is { Ok: false } refused)
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"the nation's own package was refused: {refused.Fault} {refused.Detail}"));
    }

    private static long Wrong(SeededGenerator generator, IReadOnlyList<(string Code, RegionStatus State)> regions, StatusMirror device)
    {
        var wrong = 0L;
        for (var i = 0; i < Answers; i++)
        {
            var (code, state) = generator.Pick(regions);
            var entry = (long)(generator.NextUInt64() % (ulong)state.Entries);
            var found = device.Find(code, entry / StatusSpace.BlockEntries, (int)(entry % StatusSpace.BlockEntries));
            wrong += found?.Value == state.StatusOf(entry) ? 0 : 1;
        }
        return wrong;
    }

    private static double CpuSeconds(Action act)
    {
        GC.Collect();
        var before = Environment.CpuUsage.TotalTime;
        act();
        return (Environment.CpuUsage.TotalTime - before).TotalSeconds;
    }
}
