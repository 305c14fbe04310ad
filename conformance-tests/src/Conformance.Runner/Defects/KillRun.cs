using System.Collections.Concurrent;
using System.Collections.Immutable;
using Conformance.Cases;
using Conformance.Patching;
using Conformance.Running;

namespace Conformance.Defects;

/// <summary>Plays cases with the defective adapter, one defect switched on, or none.</summary>
/// <param name="adapter">The defective adapter's command line.</param>
/// <param name="seed">The seed of the suite.</param>
/// <param name="jobs">How many adapters answer at a time.</param>
public sealed class KillRun(string adapter, ulong seed, int jobs = 1)
{
    /// <summary>Plays them.</summary>
    /// <param name="cases">The cases; their twins are played too.</param>
    /// <param name="defect">The id of the defect; null: none.</param>
    /// <returns>Their results. Where the adapter does not even start, each is CRASH.</returns>
    public async Task<ImmutableArray<CaseResult>> PlayAsync(IEnumerable<ConformanceCase> cases, string? defect)
    {
        var chosen = cases.ToList();
        try
        {
            return (await new Suite(Options(defect is null ? "" : $"env CONFORMANCE_DEFECT={defect} ")).RunAsync(chosen)).Results;
        }
        catch (CaseEndException end)
        {
            return [.. chosen.Select(found => new CaseResult(found, end.Outcome, end.Message, TimeSpan.FromTicks(1), []))];
        }
    }

    /// <summary>Plays them with no defect, and takes down for each case which defects could make a difference in it.</summary>
    /// <exception cref="CaseEndException">The adapter does not start.</exception>
    public async Task<(ImmutableArray<CaseResult> Results, ReachMap Reach)> ReachAsync(IEnumerable<ConformanceCase> cases)
    {
        var met = new ConcurrentDictionary<string, ImmutableHashSet<string>>(StringComparer.Ordinal);
        var suite = new Suite(Options("env CONFORMANCE_REACH=1 ")) { Left = (found, state) => met[found.Id] = ReachMap.Read(state) };
        var (_, results) = await suite.RunAsync(cases);
        return (results, new(met.ToImmutableDictionary(StringComparer.Ordinal)));
    }

    /// <summary>
    /// Whether a result shows the defect, where the reference passes. A critical one lets something count that must not: a good thing
    /// that is refused does not show it, nor a right rejection for another reason (NON-STRICT).
    /// </summary>
    public static bool Kills(CaseResult result, SeededDefect defect) => result.Elapsed > TimeSpan.Zero
        && (result.Outcome is Outcome.Fail or Outcome.Hang or Outcome.Crash ? !defect.Critical || result.Case.Twin is not null
            : result.Outcome == Outcome.NonStrict && !defect.Critical);

    private SuiteOptions Options(string environment) => new() { Command = environment + adapter, Seed = seed, Jobs = jobs, HangsAtMost = 2 };
}
