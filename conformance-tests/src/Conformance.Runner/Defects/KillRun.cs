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
        var options = new SuiteOptions { Command = CommandOf(defect), Seed = seed, Jobs = jobs, HangsAtMost = 2 };
        try
        {
            return (await new Suite(options).RunAsync(chosen)).Results;
        }
        catch (CaseEndException end)
        {
            return [.. chosen.Select(found => new CaseResult(found, end.Outcome, end.Message, TimeSpan.FromTicks(1), []))];
        }
    }

    /// <summary>Whether a result shows the defect, where the reference passes: NON-STRICT alone does not show a critical one.</summary>
    public static bool Kills(CaseResult result, SeededDefect defect) => result.Elapsed > TimeSpan.Zero
        && (result.Outcome is Outcome.Fail or Outcome.Hang or Outcome.Crash || (result.Outcome == Outcome.NonStrict && !defect.Critical));

    private string CommandOf(string? defect) => defect is null ? adapter : $"env CONFORMANCE_DEFECT={defect} {adapter}";
}
