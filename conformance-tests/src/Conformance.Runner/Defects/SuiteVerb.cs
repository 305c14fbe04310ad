using System.Collections.Concurrent;
using System.Collections.Immutable;
using Conformance.Cases;
using Conformance.Patching;

namespace Conformance.Defects;

/// <summary><c>certify suite</c>: tests the suite itself by verifiers with one mistake each.</summary>
internal static class SuiteVerb
{
    /// <summary>Runs it. 0: every defect is killed that can be; 1: not; 2: the command line is wrong.</summary>
    public static async Task<int> RunAsync(string[] words)
    {
        var (arguments, error) = KillArguments.Read(words);
        if (error is not null)
        {
            Console.Error.WriteLine($"{error}\n{KillArguments.Usage}");
            return 2;
        }
        var known = KillsFile.Read(arguments.Root);
        var defects = DefectList.Read(arguments.Root)
            .Where(defect => Begins(defect.Id, arguments.Defects) && !(arguments.Survivors && known.ContainsKey(defect.Id))).ToImmutableArray();
        var cases = Catalogue.All.Where(found => !found.Flags.Contains(CaseFlag.Library) && Begins(found.Id, arguments.Only)
            && !(arguments.Fast && (found.Flags.Contains(CaseFlag.Slow) || found.Flags.Contains(CaseFlag.Kills)))).ToList();

        var baseline = await new KillRun(arguments.Adapter, arguments.Seed, arguments.Jobs).PlayAsync(cases, defect: null);
        foreach (var broken in baseline.Where(result => result.Outcome is not (Outcome.Pass or Outcome.Unsupported)))
            Console.Error.WriteLine($"without a defect: {broken.Outcome.Word()} {broken.Case.Id} {broken.Detail}");
        var sound = baseline.Where(result => result.Outcome == Outcome.Pass).Select(result => result.Case).ToList();

        var rows = await TryAsync(arguments, defects, sound);
        var matrix = new KillMatrix(baseline, rows);
        if (arguments.Matrix is { } path)
            KillReport.Write(matrix, path);
        foreach (var row in matrix.Survivors)
            Console.Out.WriteLine($"survives: {row.Defect.Id}  {row.Defect.Title}");
        foreach (var row in matrix.Mislabelled)
            Console.Out.WriteLine($"not equivalent: {row.Defect.Id}  {row.Kills[0].Case.Id}");
        foreach (var found in matrix.Idle)
            Console.Out.WriteLine($"kills none: {found.Id}");
        Console.Out.WriteLine($"{rows.Length} defects, {rows.Count(row => !row.Kills.IsEmpty)} killed by {sound.Count} cases, {matrix.Survivors.Count()} survive");
        return matrix.IsWhole ? 0 : 1;
    }

    private static async Task<ImmutableArray<KillRow>> TryAsync(KillArguments arguments, ImmutableArray<SeededDefect> defects, List<ConformanceCase> sound)
    {
        var rows = new ConcurrentBag<KillRow>();
        var recording = new Lock();
        var run = new KillRun(arguments.Adapter, arguments.Seed);
        await Parallel.ForEachAsync(defects, new ParallelOptions { MaxDegreeOfParallelism = arguments.Jobs }, async (defect, _) =>
        {
            var results = await run.PlayAsync(sound, defect.Id);
            var row = new KillRow(defect, [.. results.Where(result => KillRun.Kills(result, defect)).OrderBy(result => result.Elapsed)]);
            rows.Add(row);
            if (arguments.Record)
                lock (recording)
                    KillsFile.Record(arguments.Root, [row]); // At once: a run of hours that is broken off has not been for nothing.
            Console.Error.WriteLine($"{rows.Count}/{defects.Length} {defect.Id}: {(row.Kills.IsEmpty ? "survives" : $"killed by {row.Kills.Length}, as by {row.Kills[0].Case.Id}")}");
        });
        return [.. rows.OrderBy(row => row.Defect.Id, StringComparer.Ordinal)];
    }

    private static bool Begins(string id, ImmutableArray<string> prefixes) =>
        prefixes.IsEmpty || prefixes.Any(prefix => id.StartsWith(prefix, StringComparison.Ordinal));
}
