using System.Text.RegularExpressions;
using TrustList.Testing;

namespace Deploy.Tests.Watching;

/// <summary>Pages of deploy/runbooks and their headings.</summary>
internal static partial class Runbook
{
    internal static readonly string Folder = Path.Combine(RepositoryPaths.Root!, "deploy", "runbooks");

    /// <summary>Whether a place <c>FILE#heading</c>, below a folder, is there.</summary>
    internal static bool Holds(string folder, string place)
    {
        var parts = place.Split('#');
        var file = parts[0].Length == 0 ? null : Path.GetFullPath(Path.Combine(folder, parts[0]));
        return file is not null && File.Exists(file) && (parts.Length == 1 || Headings(file).Contains(parts[1]));
    }

    /// <summary>The headings of a page as links name them.</summary>
    internal static IReadOnlySet<string> Headings(string file) => Heading.Matches(File.ReadAllText(file))
        .Select(match => Sign.Replace(match.Groups["text"].Value.ToLowerInvariant(), "").Replace(' ', '-')).ToHashSet(StringComparer.Ordinal);

    /// <summary>Where the links of a page lead.</summary>
    internal static IEnumerable<string> Links(string file) => Link.Matches(File.ReadAllText(file)).Select(match => match.Groups["place"].Value)
        .Select(place => place.StartsWith('#') ? Path.GetFileName(file) + place : place);

    /// <summary>The pages' headings that a page names in quotes behind a link: <c>[log.md](log.md), "Two views"</c>.</summary>
    internal static IEnumerable<(string File, string Heading)> Quoted(string file) =>
        QuotedHeading.Matches(File.ReadAllText(file)).Select(match => (match.Groups["file"].Value, match.Groups["heading"].Value));

    [GeneratedRegex(@"^#+ (?<text>.+)$", RegexOptions.ExplicitCapture | RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Heading { get; }

    [GeneratedRegex(@"[^\w -]", RegexOptions.CultureInvariant)]
    private static partial Regex Sign { get; }

    [GeneratedRegex(@"\]\((?<place>[^)]+)\)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Link { get; }

    [GeneratedRegex(@"\]\((?<file>[\w-]+\.md)\), ""(?<heading>[^""]+)""", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex QuotedHeading { get; }
}
