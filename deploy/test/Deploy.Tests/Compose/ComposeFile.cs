using System.Text.RegularExpressions;
using TrustList.Testing;

namespace Deploy.Tests.Compose;

/// <summary>What deploy/compose.yaml says of each service: its command and its environment. It reads the form in which that file is written, and no other.</summary>
internal static partial class ComposeFile
{
    internal static string Path { get; } = System.IO.Path.Combine(RepositoryPaths.Root!, "deploy", "compose.yaml");

    /// <summary>The environment of a service.</summary>
    internal static IReadOnlyList<(string Name, string Value)> Environment(string service)
    {
        var (inService, inEnvironment, found) = (false, false, new List<(string, string)>());
        foreach (var line in File.ReadLines(Path))
        {
            if (Heading.Match(line) is { Success: true } heading) (inService, inEnvironment) = (heading.Groups["name"].Value == service, false);
            else if (Member.Match(line) is { Success: true } member) inEnvironment = inService && member.Groups["name"].Value == "environment";
            else if (inEnvironment && Pair.Match(line) is { Success: true } pair) found.Add((pair.Groups["name"].Value, pair.Groups["value"].Value.Trim('"')));
        }
        return found;
    }

    [GeneratedRegex("^  (?<name>[a-z-]+):$", RegexOptions.ExplicitCapture)]
    private static partial Regex Heading { get; }

    [GeneratedRegex("^    (?<name>[a-z_]+):", RegexOptions.ExplicitCapture)]
    private static partial Regex Member { get; }

    [GeneratedRegex("^      (?<name>[A-Za-z0-9_]+): (?<value>.+)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Pair { get; }
}
