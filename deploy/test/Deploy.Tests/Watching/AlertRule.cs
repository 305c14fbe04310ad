using System.Text.RegularExpressions;
using TrustList.Testing;

namespace Deploy.Tests.Watching;

/// <summary>One alert of deploy/alerts.</summary>
/// <param name="File">Its file's name without the ending: <c>hub</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Expression">What makes it fire.</param>
/// <param name="Fields">Its labels and annotations.</param>
internal sealed partial record AlertRule(string File, string Name, string Expression, IReadOnlyDictionary<string, string> Fields)
{
    internal static readonly string Folder = Path.Combine(RepositoryPaths.Root!, "deploy", "alerts");

    internal static IReadOnlyList<AlertRule> All { get; } = [.. Directory.EnumerateFiles(Folder, "*.yaml").Order(StringComparer.Ordinal).SelectMany(Read)];

    /// <summary>As promtool takes them; here only their lines.</summary>
    private static IEnumerable<AlertRule> Read(string file) =>
        from rule in System.IO.File.ReadAllText(file).Split("- alert: ").Skip(1)
        let fields = Field.Matches(rule).ToDictionary(match => match.Groups["name"].Value, match => match.Groups["value"].Value.Replace("''", "'", StringComparison.Ordinal), StringComparer.Ordinal)
        select new AlertRule(Path.GetFileNameWithoutExtension(file), rule[..rule.IndexOf('\n', StringComparison.Ordinal)], fields["expr"], fields);

    [GeneratedRegex("""^ +(?<name>\w+): (?:>-\n +)?'?(?<value>[^\n]+?)'?$""", RegexOptions.ExplicitCapture | RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Field { get; }
}
