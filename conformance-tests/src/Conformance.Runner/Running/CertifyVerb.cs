using Conformance.Cases;
using Conformance.Reports;
using Conformance.Vectors;

namespace Conformance.Running;

/// <summary>Runs the suite with an adapter, tells how it goes on standard error, and writes the reports.</summary>
internal static class CertifyVerb
{
    private const int Passed = 0, NotPassed = 1, Misused = 2;

    /// <summary>Runs it. 0: the profile is passed; 1: it is not; 2: the command line is wrong.</summary>
    public static async Task<int> RunAsync(string[] words)
    {
        var (arguments, errors) = CertifyArguments.Read(words);
        if (errors.Count > 0)
        {
            Console.Error.WriteLine(string.Join('\n', [.. errors, CertifyArguments.Usage]));
            return Misused;
        }
        var all = arguments.Vectors is { } folder ? VectorFolder.Read(folder) : Catalogue.All;
        var chosen = all.Where(arguments.Profile!.Takes).ToList();
        var (expected, faults) = ExpectedFailures.Read(arguments.Expected);
        if (faults.Count > 0)
        {
            Console.Error.WriteLine(string.Join('\n', faults));
            return Misused;
        }
        var progress = new ProgressLine(chosen.Count);
        var clock = TimeProvider.System;
        var startedAt = clock.GetUtcNow();
        try
        {
            var (adapter, results) = await new Suite(arguments.Options)
            {
                Progress = progress.Tell,
                Record = arguments.Record is { } kept ? VectorFolder.Writer(kept) : null,
                Find = id => all.FirstOrDefault(found => found.Id == id),
            }.RunAsync(chosen);
            var run = new RunResult
            {
                Suite = Suite.Version,
                Seed = $"{arguments.Options.Seed:x16}",
                Profile = arguments.Profile.Name,
                StartedAt = startedAt,
                Elapsed = clock.GetUtcNow() - startedAt,
                Adapter = adapter,
                Cases = results,
                Expected = expected,
                Objections = Objections.Of(arguments.Profile, adapter, results, expected, DateOnly.FromDateTime(startedAt.UtcDateTime)),
            };
            ReportFolder.Write(run, arguments.Out);
            Console.Out.WriteLine(string.Join("   ", results.GroupBy(result => result.Outcome).OrderBy(group => group.Key).Select(group => $"{group.Key.Word()} {group.Count()}")));
            Console.Out.WriteLine($"{run.Profile} {(run.Passed ? "passed" : "not passed")} by {PlainLine.Of(adapter.Name)} in {run.Elapsed.TotalSeconds:F0} s, seed {run.Seed}; {Path.Combine(arguments.Out, ReportFolder.Page)}");
            return run.Passed ? Passed : NotPassed;
        }
        catch (CaseEndException end)
        {
            Console.Error.WriteLine($"The adapter does not start: {end.Message}");
            return Misused;
        }
    }
}
