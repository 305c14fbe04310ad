using System.Collections.Immutable;

namespace Conformance.Defects;

/// <summary>
/// Which defects could make a difference in which case: as a case is played with no defect, the defective adapter notes each
/// place where the original and the defect part. With one defect on, everything before that place goes as it went without.
/// </summary>
/// <param name="Met">The ids of defects by the id of the case.</param>
public sealed record ReachMap(ImmutableDictionary<string, ImmutableHashSet<string>> Met)
{
    /// <summary>Whether the defect could make a difference in the case.</summary>
    public bool Has(string found, string defect) => Met.TryGetValue(found, out var defects) && defects.Contains(defect);

    /// <summary>What the adapter noted beside its folder.</summary>
    internal static ImmutableHashSet<string> Read(string state)
    {
        var notes = state + ".reached";
        if (!File.Exists(notes))
            return [];
        using var reader = new StreamReader(new FileStream(notes, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).ToImmutableHashSet(StringComparer.Ordinal);
    }
}
