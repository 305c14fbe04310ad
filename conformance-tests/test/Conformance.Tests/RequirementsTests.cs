using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TrustList.Testing;

namespace Conformance.Tests;

/// <summary>
/// <c>requirements.json</c> leads from SPEC.md to the cases. Every MUST of SPEC.md stands there, with cases that try it or, where it
/// binds no verifier, the test that does; every section is cited by a case or says why it is none of a verifier's.
/// </summary>
public sealed partial class RequirementsTests
{
    private static readonly string Spec = File.ReadAllText(Path.Combine(RepositoryPaths.Root!, "TrustList.Format", "SPEC.md"));
    private static readonly JsonObject Requirements =
        (JsonObject)JsonNode.Parse(File.ReadAllText(Path.Combine(RepositoryPaths.Root!, "conformance-tests", "requirements.json")))!;

    private static IEnumerable<JsonNode> Musts => Requirements["musts"]!.AsArray().Select(must => must!);

    [Fact]
    public void Covers_every_must_of_the_specification()
    {
        var covered = new HashSet<int>();
        foreach (var must in Musts)
        {
            var text = (string)must["must"]!;
            var at = Spec.IndexOf(text, StringComparison.Ordinal);
            Assert.True(at >= 0 && Spec.IndexOf(text, at + 1, StringComparison.Ordinal) < 0, $"stands in SPEC.md not once: {text}");
            foreach (var word in Word.Matches(text).Select(match => match.Index))
                Assert.True(covered.Add(at + word), text);
        }
        // The first says what the word means.
        Assert.Equal(Word.Matches(Spec).Select(match => match.Index).Skip(2).Select(At), covered.Order().Select(At));
    }

    [Fact]
    public void Tries_each_of_them_by_a_case_or_a_test()
    {
        foreach (var must in Musts)
        {
            var cases = must["cases"]?.AsArray().Select(id => (string)id!).ToList() ?? [];
            var tests = must["tests"]?.AsArray().Select(path => (string)path!).ToList() ?? [];
            Assert.True(cases.Count + tests.Count > 0, (string)must["must"]!);
            Assert.All(cases, id => Assert.True(Cases.Catalogue.Find(id) is not null, id));
            Assert.All(tests, path => Assert.True(Path.Exists(Path.Combine(RepositoryPaths.Root!, path)), path));
        }
    }

    [Fact]
    public void Leads_from_every_section_to_a_case_or_says_why_not()
    {
        var cited = Cases.Catalogue.All.SelectMany(found => found.Requirements).Where(requirement => requirement.StartsWith("SPEC ", StringComparison.Ordinal))
            .Select(requirement => requirement.Split(' ')[1]).ToHashSet(StringComparer.Ordinal);
        var others = Requirements["notForVerifiers"]!.AsObject().Select(section => section.Key).ToHashSet(StringComparer.Ordinal);
        Assert.Equal([], Section.Matches(Spec).Select(match => match.Groups["number"].Value).Where(number => !cited.Contains(number) && !others.Contains(number)));
        Assert.Equal([], others.Where(cited.Contains));
    }

    private static string At(int index) => Spec[Math.Max(0, index - 40)..Math.Min(Spec.Length, index + 40)];

    [GeneratedRegex(@"\bMUST\b", RegexOptions.CultureInvariant)]
    private static partial Regex Word { get; }

    [GeneratedRegex(@"^\*\*(?<number>\d+\.\d+) ", RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Section { get; }
}
