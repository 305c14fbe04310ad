using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Conformance.Cases;
using Conformance.Patching;

namespace Conformance.Defects;

/// <summary>
/// The matrix as JSON, a line for each defect: <c>{"id": {"FAIL": [case, …], …}, …}</c>. What was found once stays until it is
/// played again, so that a run of hours can be done in parts.
/// </summary>
public static class MatrixFile
{
    /// <summary>Where the published one lies, from the repository's root.</summary>
    public const string Path = "docs/conformance-kill-matrix.json";

    private static readonly Dictionary<string, Outcome> Words = Enum.GetValues<Outcome>().ToDictionary(outcome => outcome.Word(), StringComparer.Ordinal);

    /// <summary>What it says of each of these defects that was played; empty where there is no file. What it says of others is lost.</summary>
    /// <exception cref="JsonException">It is not of this form.</exception>
    public static ImmutableSortedDictionary<string, KillRow> Read(string path, IEnumerable<SeededDefect> defects)
    {
        if (!File.Exists(path))
            return ImmutableSortedDictionary<string, KillRow>.Empty;
        var read = Ids(path);
        return defects.Where(defect => read.ContainsKey(defect.Id)).ToImmutableSortedDictionary(defect => defect.Id, defect => new KillRow(defect, read[defect.Id]), StringComparer.Ordinal);
    }

    /// <summary>Every defect that it names, with what killed it.</summary>
    /// <exception cref="JsonException">It is not of this form.</exception>
    public static ImmutableSortedDictionary<string, ImmutableArray<Kill>> Ids(string path) =>
        JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string[]>>>(File.ReadAllText(path))!.ToImmutableSortedDictionary(
            row => row.Key, row => row.Value.SelectMany(kills => kills.Value.Select(found => new Kill(found, Words[kills.Key]))).OrderBy(kill => kill.Case, StringComparer.Ordinal).ToImmutableArray(),
            StringComparer.Ordinal);

    /// <summary>Writes it.</summary>
    public static void Write(string path, IEnumerable<KillRow> rows)
    {
        var text = new StringBuilder("{\n");
        text.AppendJoin(",\n", rows.OrderBy(row => row.Defect.Id, StringComparer.Ordinal).Select(row =>
            $"\"{row.Defect.Id}\": {JsonSerializer.Serialize(row.Kills.GroupBy(kill => kill.Outcome.Word()).ToDictionary(kills => kills.Key, kills => kills.Select(kill => kill.Case)))}"));
        File.WriteAllText(path, text.Append("\n}\n").ToString());
    }
}
