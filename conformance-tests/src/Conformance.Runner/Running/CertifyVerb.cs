using System.Text.Json;
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
        try
        {
            return await RunAsync(arguments);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or JsonException)
        {
            Console.Error.WriteLine(PlainLine.Of(e.Message));
            return Misused;
        }
    }

    private static async Task<int> RunAsync(CertifyArguments arguments)
    {
        ReportFolder.Prepare(arguments.Out);
        var all = arguments.Vectors is { } folder ? VectorFolder.Read(folder) : Catalogue.All;
        var chosen = all.Where(arguments.Profile!.Takes).ToList();
        var (expected, faults) = ExpectedFailures.Read(arguments.Expected);
        if (faults.Count > 0)
        {
            Console.Error.WriteLine(string.Join('\n', faults));
            return Misused;
        }
        var clock = TimeProvider.System;
        var startedAt = clock.GetUtcNow();
        var suite = new Suite(arguments.Options)
        {
            Progress = new ProgressLine(chosen.Count).Tell,
            Record = arguments.Record is { } kept ? VectorFolder.Writer(kept) : null,
            Find = id => all.FirstOrDefault(found => found.Id == id),
        };
        try
        {
            var (adapter, results) = await suite.RunAsync(chosen);
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
                Objections =
                [
                    .. arguments.Vectors is null ? Array.Empty<string>() : ["the cases were played from files, which anybody can write"],
                    .. Objections.Of(arguments.Profile, adapter, results, expected, DateOnly.FromDateTime(startedAt.UtcDateTime)),
                ],
            };
            ReportFolder.Write(run, arguments.Out);
            Tell(run, arguments.Out);
            return run.Passed ? Passed : NotPassed;
        }
        catch (CaseEndException end)
        {
            Console.Error.WriteLine(string.Join('\n', [$"The adapter does not start: {PlainLine.Of(end.Message)}", .. suite.LastWords.Select(line => $"  {line.Direction} {PlainLine.Of(line.Text)}")]));
            return Misused;
        }
    }

    private static void Tell(RunResult run, string folder)
    {
        foreach (var objection in run.Objections.Where(line => !run.Cases.Any(found => line == $"{found.Case.Id}: {found.Outcome.Word()}")).Take(10))
            Console.Out.WriteLine($"objection: {PlainLine.Of(objection)}");
        Console.Out.WriteLine(string.Join("   ", run.Cases.GroupBy(result => result.Outcome).OrderBy(group => group.Key).Select(group => $"{group.Key.Word()} {group.Count()}")));
        var word = !run.Passed ? "not passed" : run.Expected.IsEmpty ? "passed" : $"passed but for {run.Expected.Length} expected failures";
        Console.Out.WriteLine($"{run.Profile} {word} by {PlainLine.Of(run.Adapter.Name)} in {run.Elapsed.TotalSeconds:F0} s, seed {run.Seed}; {Path.Combine(folder, ReportFolder.Page)}");
    }
}
