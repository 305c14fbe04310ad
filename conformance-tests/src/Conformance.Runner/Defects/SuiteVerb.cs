using System.Collections.Immutable;
using System.Diagnostics;
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
        var all = DefectList.Read(arguments.Root);
        var known = KillsFile.Read(arguments.Root);
        var defects = all.Where(defect => Begins(defect.Id, arguments.Defects) && !(arguments.Survivors && known.ContainsKey(defect.Id))).ToImmutableArray();
        var cases = Catalogue.All.Where(found => Begins(found.Id, arguments.Only)
            && !(arguments.Fast && (found.Flags.Contains(CaseFlag.Slow) || found.Flags.Contains(CaseFlag.Kills)))).ToList();

        var watch = Stopwatch.StartNew();
        var (baseline, reach) = await new KillRun(arguments.Adapter, arguments.Seed, arguments.Jobs).ReachAsync(cases);
        var broken = baseline.Where(result => result.Outcome is not (Outcome.Pass or Outcome.Unsupported)).Select(result => $"`{result.Case.Id}`: {result.Outcome.Word()} {result.Detail}").ToImmutableArray();
        foreach (var line in broken)
            Console.Error.WriteLine($"without a defect: {line}");
        var sound = baseline.Where(result => result.Outcome == Outcome.Pass).Select(result => result.Case).ToImmutableArray();
        var trial = new KillTrial(arguments, sound, arguments.Whole ? null : reach);
        Console.Error.WriteLine($"{sound.Length} cases pass without a defect ({watch.Elapsed.TotalSeconds:F0} s); of {sound.Length * (long)defects.Length} pairs {trial.Pairs(defects)} can differ");

        var rows = await trial.RunAsync(defects, arguments.Matrix is { } path ? MatrixFile.Read(path, all) : ImmutableSortedDictionary<string, KillRow>.Empty);
        var matrix = new KillMatrix([.. rows.Values], broken);
        if (arguments.Matrix is { } written)
            File.WriteAllText(Path.ChangeExtension(written, ".md"), KillReport.Markdown(matrix));
        foreach (var row in matrix.Survivors)
            Console.Out.WriteLine($"survives: {row.Defect.Id}  {row.Defect.Title}");
        foreach (var row in matrix.Mislabelled)
            Console.Out.WriteLine($"not equivalent: {row.Defect.Id}  {row.Kills[0].Case}");
        foreach (var found in matrix.Idle)
            Console.Out.WriteLine($"kills none: {found.Id}");
        Console.Out.WriteLine($"{rows.Count} defects, {rows.Values.Count(row => !row.Kills.IsEmpty)} killed, {matrix.Survivors.Count()} survive; {matrix.Idle.Count()} critical cases kill none; {watch.Elapsed:h\\:mm\\:ss}");
        return matrix.IsWhole ? 0 : 1;
    }

    private static bool Begins(string id, ImmutableArray<string> prefixes) =>
        prefixes.IsEmpty || prefixes.Any(prefix => id.StartsWith(prefix, StringComparison.Ordinal));
}
