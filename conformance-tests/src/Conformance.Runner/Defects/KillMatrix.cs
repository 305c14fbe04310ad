using System.Collections.Immutable;
using Conformance.Cases;
using Conformance.Patching;

namespace Conformance.Defects;

/// <summary>Which cases kill which defects.</summary>
/// <param name="Rows">A row for each defect that was ever played, by id.</param>
/// <param name="Broken">The cases that do not pass although no defect is switched on, with what came of them.</param>
public sealed record KillMatrix(ImmutableArray<KillRow> Rows, ImmutableArray<string> Broken)
{
    /// <summary>The defects that no case kills although some answer must differ.</summary>
    public IEnumerable<KillRow> Survivors => Rows.Where(row => row.Kills.IsEmpty && row.Defect.Equivalent is null);

    /// <summary>The defects that are called equivalent and are killed all the same.</summary>
    public IEnumerable<KillRow> Mislabelled => Rows.Where(row => !row.Kills.IsEmpty && row.Defect.Equivalent is not null);

    /// <summary>The critical cases that must reject, and kill none.</summary>
    public IEnumerable<ConformanceCase> Idle
    {
        get
        {
            var busy = Rows.SelectMany(row => row.Kills.Select(kill => kill.Case)).ToHashSet(StringComparer.Ordinal);
            return Catalogue.All.Where(found => found is { Severity: Severity.Critical, Twin: not null } && !busy.Contains(found.Id));
        }
    }

    /// <summary>Whether every defect is killed that can be, by cases that pass without it.</summary>
    public bool IsWhole => Broken.IsEmpty && !Survivors.Any() && !Mislabelled.Any();
}

/// <summary>A defect and the cases that kill it.</summary>
/// <param name="Defect">The defect.</param>
/// <param name="Kills">By the ids of the cases.</param>
public sealed record KillRow(SeededDefect Defect, ImmutableArray<Kill> Kills)
{
    /// <summary>The row where some cases were played again: of these only the new kills count, of the others the old ones.</summary>
    public KillRow Renewed(IEnumerable<Kill> kills, Func<string, bool> again) =>
        this with { Kills = [.. Kills.Where(kill => !again(kill.Case)).Concat(kills).OrderBy(kill => kill.Case, StringComparer.Ordinal)] };
}

/// <summary>A case that a defective verifier does not pass.</summary>
/// <param name="Case">Its id.</param>
/// <param name="Outcome">How it ended.</param>
public readonly record struct Kill(string Case, Outcome Outcome);
