using Conformance.Cases;
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
                Objections = [],
            };
            foreach (var group in results.GroupBy(result => result.Outcome).OrderBy(group => group.Key))
                Console.Out.WriteLine($"{group.Key.Word(),-14}{group.Count(),5}");
            return run.Passed ? Passed : NotPassed;
        }
        catch (CaseEndException end)
        {
            Console.Error.WriteLine($"The adapter does not start: {end.Message}");
            return Misused;
        }
    }
}
