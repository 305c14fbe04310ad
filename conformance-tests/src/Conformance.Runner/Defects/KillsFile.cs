using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using Conformance.Cases;

namespace Conformance.Defects;

/// <summary>
/// <c>conformance-tests/adapters/defective/kills.json</c>: for each defect up to three cases that kill it, so that a test need
/// not play the whole suite with each.
/// </summary>
public static class KillsFile
{
    /// <summary>Where it lies, from the repository's root.</summary>
    public const string Path = "conformance-tests/adapters/defective/kills.json";

    private const int Most = 3;
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads it; empty where there is none.</summary>
    public static ImmutableSortedDictionary<string, ImmutableArray<string>> Read(string root)
    {
        var path = System.IO.Path.Combine(root, Path);
        return File.Exists(path)
            ? JsonSerializer.Deserialize<Dictionary<string, ImmutableArray<string>>>(File.ReadAllText(path))!.ToImmutableSortedDictionary(StringComparer.Ordinal)
            : ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty;
    }

    /// <summary>Puts the kills of a defect on record, those that are quickest; what is known of other defects stays.</summary>
    /// <param name="root">The repository's root.</param>
    /// <param name="defect">The defect's id.</param>
    /// <param name="kills">Its kills; none: it is on record no more.</param>
    public static void Record(string root, string defect, IEnumerable<CaseResult> kills)
    {
        var best = Best(kills);
        var known = best.IsEmpty ? Read(root).Remove(defect) : Read(root).SetItem(defect, best);
        File.WriteAllText(System.IO.Path.Combine(root, Path), JsonSerializer.Serialize(known, Readable) + "\n");
    }

    // Those that neither wait nor kill, of these the plainest outcome, of these the quickest.
    private static ImmutableArray<string> Best(IEnumerable<CaseResult> kills) =>
    [
        .. kills.OrderBy(kill => kill.Case.Flags.Contains(CaseFlag.Slow) || kill.Case.Flags.Contains(CaseFlag.Kills))
            .ThenBy(kill => kill.Outcome != Outcome.Fail).ThenBy(kill => kill.Elapsed).Take(Most).Select(kill => kill.Case.Id),
    ];
}
