using System.Collections.Immutable;
using Conformance.Cases;
using Conformance.Patching;

namespace Conformance.Defects;

/// <summary>Which cases kill which defects.</summary>
/// <param name="Baseline">What came of each case with no defect switched on.</param>
/// <param name="Rows">A row for each defect.</param>
public sealed record KillMatrix(ImmutableArray<CaseResult> Baseline, ImmutableArray<KillRow> Rows)
{
    /// <summary>The cases that can show anything: they pass with no defect.</summary>
    public IEnumerable<ConformanceCase> Played => Baseline.Where(result => result.Outcome == Outcome.Pass).Select(result => result.Case);

    /// <summary>The cases that do not pass although no defect is switched on.</summary>
    public IEnumerable<CaseResult> Broken => Baseline.Where(result => result.Outcome is not (Outcome.Pass or Outcome.Unsupported));

    /// <summary>The defects that no case kills although some answer must differ.</summary>
    public IEnumerable<KillRow> Survivors => Rows.Where(row => row.Kills.IsEmpty && row.Defect.Equivalent is null);

    /// <summary>The defects that are called equivalent and are killed all the same.</summary>
    public IEnumerable<KillRow> Mislabelled => Rows.Where(row => !row.Kills.IsEmpty && row.Defect.Equivalent is not null);

    /// <summary>The critical cases that must reject, and kill none.</summary>
    public IEnumerable<ConformanceCase> Idle
    {
        get
        {
            var busy = Rows.SelectMany(row => row.Kills.Select(kill => kill.Case.Id)).ToHashSet(StringComparer.Ordinal);
            return Played.Where(found => found is { Severity: Severity.Critical, Twin: not null } && !busy.Contains(found.Id));
        }
    }

    /// <summary>Whether every defect is killed that can be, by cases that pass without it.</summary>
    public bool IsWhole => !Broken.Any() && !Survivors.Any() && !Mislabelled.Any();
}

/// <summary>A defect and the cases that kill it, the quickest first.</summary>
/// <param name="Defect">The defect.</param>
/// <param name="Kills">Their results with it.</param>
public sealed record KillRow(SeededDefect Defect, ImmutableArray<CaseResult> Kills);
