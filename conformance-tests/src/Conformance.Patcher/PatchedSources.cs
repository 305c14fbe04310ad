using System.Collections.Immutable;

namespace Conformance.Patching;

/// <summary>The sources of the defective adapter: library, client and reference adapter in one.</summary>
public static class PatchedSources
{
    /// <summary>The folders that it is made of, from the repository's root.</summary>
    public static ImmutableArray<string> Folders { get; } =
        ["TrustList.Format/src/TrustList.Format", "TrustList.Format/src/TrustList.Sync", "conformance-tests/adapters/reference"];

    /// <summary>Every source by its path from the root, with all defects in it.</summary>
    /// <param name="root">The repository's root.</param>
    /// <param name="defects">The defects.</param>
    /// <exception cref="PatchException">A defect does not fit.</exception>
    public static IEnumerable<(string Path, string Text)> All(string root, ImmutableArray<SeededDefect> defects)
    {
        if (defects.GroupBy(defect => defect.Id, StringComparer.Ordinal).FirstOrDefault(group => group.Skip(1).Any()) is { } twice)
            throw new PatchException(twice.Key, "stands twice");
        var edits = defects.SelectMany(defect => defect.Edits.Select(edit => (Defect: defect.Id, Edit: edit))).ToLookup(edit => edit.Edit.File, StringComparer.Ordinal);
        var paths = Folders.SelectMany(folder => Sources(root, folder)).Order(StringComparer.Ordinal).ToList();
        if (edits.FirstOrDefault(group => !paths.Contains(group.Key, StringComparer.Ordinal)) is { } nowhere)
            throw new PatchException(nowhere.First().Defect, $"no source {nowhere.Key}");
        return paths.Select(path => (path, SourcePatch.Apply(File.ReadAllText(Path.Combine(root, path)), edits[path])));
    }

    private static IEnumerable<string> Sources(string root, string folder) => Directory
        .EnumerateFiles(Path.Combine(root, folder), "*.cs", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(root, path).Replace('\\', '/'))
        .Where(path => path.Split('/') is var parts && !parts.Contains("obj", StringComparer.Ordinal) && !parts.Contains("bin", StringComparer.Ordinal));
}
