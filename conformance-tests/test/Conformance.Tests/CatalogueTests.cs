using System.Text.RegularExpressions;
using TrustList.Testing;

namespace Conformance.Tests;

/// <summary>The list of cases: ids are permanent, twins exist, and each says what it asks for.</summary>
public sealed partial class CatalogueTests
{
    private static readonly string Listed = Path.Combine(RepositoryPaths.Root!, "conformance-tests", "cases.txt");

    [Fact]
    public void Keeps_every_id_for_ever()
    {
        var now = Cases.Catalogue.All.Select(found => found.Id).Order(StringComparer.Ordinal).ToList();
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
            File.WriteAllLines(Listed, File.ReadAllLines(Listed).Union(now).Order(StringComparer.Ordinal)); // Only ever grows.
        Assert.Equal(File.ReadAllLines(Listed), now);
    }

    [Fact]
    public void Names_each_case_once_by_area_topic_and_name()
    {
        Assert.All(Cases.Catalogue.All, found => Assert.Matches(IdForm, found.Id));
        Assert.Empty(Cases.Catalogue.All.GroupBy(found => found.Id).Where(group => group.Count() > 1).Select(group => group.Key));
    }

    [Fact]
    public void Gives_every_case_that_rejects_a_twin_that_is_accepted()
    {
        foreach (var found in Cases.Catalogue.All.Where(found => found.Twin is not null))
        {
            var twin = Cases.Catalogue.Find(found.Twin!);
            Assert.True(twin is { Twin: null }, $"{found.Id}: {found.Twin}");
            Assert.Empty(twin.Features.Except(found.Features));
        }
    }

    [Fact]
    public void Says_of_every_case_which_section_asks_for_it()
    {
        var sections = SectionNumber.Matches(File.ReadAllText(Path.Combine(RepositoryPaths.Root!, "TrustList.Format", "SPEC.md"))).Select(match => match.Groups["number"].Value).ToHashSet(StringComparer.Ordinal);
        foreach (var found in Cases.Catalogue.All)
        {
            var cited = found.Requirements.Where(requirement => requirement.StartsWith("SPEC ", StringComparison.Ordinal)).Select(requirement => requirement.Split(' ')[1]).ToList();
            Assert.True(cited.Count > 0, found.Id);
            Assert.All(cited, section => Assert.True(sections.Contains(section), $"{found.Id}: SPEC {section}"));
        }
    }

    [Fact]
    public void Gives_every_title_in_Chinese()
    {
        var titles = Cases.Catalogue.All.Select(found => found.Title).ToHashSet(StringComparer.Ordinal);
        Assert.Empty(titles.Except(Cases.ChineseTitles.All.Keys, StringComparer.Ordinal));
        Assert.Empty(Cases.ChineseTitles.All.Keys.Except(titles, StringComparer.Ordinal));
    }

    [GeneratedRegex("^[a-z0-9-]+/[a-z0-9-]+/[a-z0-9-]+$", RegexOptions.CultureInvariant)]
    private static partial Regex IdForm { get; }

    [GeneratedRegex(@"^(?:\*\*|## )(?<number>\d+(?:\.\d+)?) ", RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex SectionNumber { get; }
}
