using System.Collections.Immutable;

namespace TrustList.Format.Registry;

/// <summary>
/// The issuing offices a region answers for, as beginnings of GB/T 2260 codes: a province less the cities that
/// are admitted by themselves (SPEC.md §5.1).
/// </summary>
public sealed record Territory
{
    /// <summary>Beginnings of the codes that belong: 2, 4 or 6 digits, at least one.</summary>
    public required ImmutableArray<string> Prefixes { get; init; }

    /// <summary>Longer beginnings that do not belong after all.</summary>
    public ImmutableArray<string> Except { get; init; } = [];

    /// <summary>Whether an office belongs here.</summary>
    /// <param name="office">A code of 6 digits, or the 4 digits that begin a file number.</param>
    public bool Covers(string office) =>
        Prefixes.Any(prefix => office.StartsWith(prefix, StringComparison.Ordinal))
        && !Except.Any(prefix => office.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>A prefix that both territories claim, or null when they are apart.</summary>
    public string? OverlapWith(Territory other) =>
        (from mine in Prefixes
         from theirs in other.Prefixes
         let narrower = mine.Length >= theirs.Length ? mine : theirs
         where mine.StartsWith(theirs, StringComparison.Ordinal) || theirs.StartsWith(mine, StringComparison.Ordinal)
         where !Except.Concat(other.Except).Any(prefix => narrower.StartsWith(prefix, StringComparison.Ordinal))
         select narrower).FirstOrDefault();
}
