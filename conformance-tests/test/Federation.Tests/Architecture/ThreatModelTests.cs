using System.Text.RegularExpressions;
using TrustList.Testing;

namespace Federation.Tests.Architecture;

/// <summary>deploy/THREAT-MODEL.md names a test or a step of the story for what an attacker cannot do: each is there.</summary>
public sealed partial class ThreatModelTests
{
    private static readonly string Root = RepositoryPaths.Root!;
    private static readonly string Model = File.ReadAllText(Path.Combine(Root, "deploy", "THREAT-MODEL.md"));

    [Fact]
    public void Names_tests_that_there_are()
    {
        var named = TestName.Matches(Model).Select(match => match.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);
        Assert.True(named.Count > 40, $"{named.Count}");
        var declared = Sources("*Tests.cs").SelectMany(text => Declaration.Matches(text)).Select(match => match.Groups["name"].Value);
        Assert.Empty(named.Except(declared, StringComparer.Ordinal));
    }

    [Fact]
    public void Names_steps_of_the_story_that_there_are()
    {
        var named = StorySteps.Matches(Model).SelectMany(match => match.Groups["name"].Captures).Select(capture => capture.Value).ToHashSet(StringComparer.Ordinal);
        Assert.True(named.Count > 4, $"{named.Count}");
        var story = string.Concat(Directory.EnumerateFiles(Path.Combine(Root, "tools", "src", "demo", "Steps"), "*.cs").Select(File.ReadAllText));
        Assert.DoesNotContain(named, step => !story.Contains($"\"{step}\"", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Sources(string pattern) => new[] { "TrustHub", "RegionNode", "TrustList.Format", "conformance-tests", "hosting", "tools", "trustctl" }
        .Select(folder => Path.Combine(Root, folder)).Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories)).Select(File.ReadAllText);

    [GeneratedRegex(@"`(?<name>[A-Z]\w*(?:_\w+|Tests))`", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex TestName { get; }

    [GeneratedRegex(@"\b(?:void|Task|class) (?<name>[A-Z]\w+)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Declaration { get; }

    [GeneratedRegex(@"story steps? `(?<name>[a-z-]+)`(?:, `(?<name>[a-z-]+)`)*", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex StorySteps { get; }
}
