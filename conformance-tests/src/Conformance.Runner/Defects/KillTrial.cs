using System.Collections.Immutable;
using Conformance.Cases;
using Conformance.Patching;

namespace Conformance.Defects;

/// <summary>Tries defects, several at a time, and writes down what each row comes to as it is known.</summary>
/// <param name="arguments">How.</param>
/// <param name="sound">The cases that pass without a defect.</param>
/// <param name="reach">In which of them a defect can make a difference; null: each is played with each.</param>
internal sealed class KillTrial(KillArguments arguments, ImmutableArray<ConformanceCase> sound, ReachMap? reach)
{
    private const int MostDoubtful = 60;
    private readonly Lock guard = new();
    private readonly KillRun run = new(arguments.Adapter, arguments.Seed);

    /// <summary>How many cases are played, of all defects together, without twins.</summary>
    public long Pairs(ImmutableArray<SeededDefect> defects) => defects.Sum(defect => (long)Reached(defect).Count());

    /// <summary>Tries them.</summary>
    /// <param name="defects">The defects.</param>
    /// <param name="rows">What is known from before.</param>
    /// <returns>The rows with what was found.</returns>
    public async Task<ImmutableSortedDictionary<string, KillRow>> RunAsync(ImmutableArray<SeededDefect> defects, ImmutableSortedDictionary<string, KillRow> rows)
    {
        var again = sound.Select(found => found.Id).ToHashSet(StringComparer.Ordinal);
        var done = 0;
        await Parallel.ForEachAsync(defects, new ParallelOptions { MaxDegreeOfParallelism = arguments.Jobs }, async (defect, _) =>
        {
            var results = await SteadyAsync(defect);
            var kills = results.Where(result => again.Contains(result.Case.Id) && KillRun.Kills(result, defect)).OrderBy(result => result.Elapsed).ToImmutableArray();
            lock (guard)
            {
                var row = rows.GetValueOrDefault(defect.Id) ?? new KillRow(defect, []);
                rows = rows.SetItem(defect.Id, row.Renewed(kills.Select(kill => new Kill(kill.Case.Id, kill.Outcome)), again.Contains));
                if (arguments.Matrix is { } path)
                    MatrixFile.Write(path, rows.Values); // At once: a run that is broken off has not been for nothing.
                if (arguments.Record && (!kills.IsEmpty || rows[defect.Id].Kills.IsEmpty))
                    KillsFile.Record(arguments.Root, defect.Id, kills);
                Console.Error.WriteLine($"{++done}/{defects.Length} {defect.Id}: {(kills.IsEmpty ? rows[defect.Id].Kills.IsEmpty ? "survives" : "killed by none" : $"killed by {kills.Length}, as by {kills[0].Case.Id}")} of {results.Length}");
            }
        });
        return rows;
    }

    // What a busy machine may have spoilt is played again: a case whose twin did not pass, a hang, a good thing refused.
    private async Task<ImmutableArray<CaseResult>> SteadyAsync(SeededDefect defect)
    {
        var results = await run.PlayAsync(Reached(defect), defect.Id);
        var doubtful = results.Where(result => result.Outcome is Outcome.Inconclusive or Outcome.Hang || (result.Case.Twin is null && result.Outcome == Outcome.Fail)).ToImmutableArray();
        if (doubtful.Length is 0 or > MostDoubtful)
            return results;
        var again = (await run.PlayAsync(doubtful.Select(result => result.Case), defect.Id)).ToDictionary(result => result.Case.Id, StringComparer.Ordinal);
        return [.. results.Select(result => again.GetValueOrDefault(result.Case.Id, result))];
    }

    private IEnumerable<ConformanceCase> Reached(SeededDefect defect) => reach is null ? sound : sound.Where(found => reach.Has(found.Id, defect.Id));
}
