using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using RegionNode.Gateway.Page;
using RegionNode.Gateway.Tests.World;

namespace RegionNode.Gateway.Tests.Page;

/// <summary>The page's words: complete in both languages, and there for whatever it has to say.</summary>
public sealed partial class TextTests(OpenBorder open) : IClassFixture<OpenBorder>
{
    private static readonly IReadOnlyDictionary<string, (string Zh, string En)> Texts = Entry().Matches(Read("texts.js"))
        .ToDictionary(match => match.Groups["name"].Value, match => (match.Groups["zh"].Value, match.Groups["en"].Value), StringComparer.Ordinal);

    [Fact]
    public void Says_everything_in_both_languages()
    {
        var other = Read("texts.js").Split('\n').Where(line => !Entry().IsMatch(line) && !Frame().IsMatch(line));
        Assert.Empty(other); // each line is an entry, or frames them
        Assert.True(Texts.Count > 100);
        foreach (var (name, (zh, en)) in Texts)
        {
            Assert.DoesNotMatch(Han(), en);
            Assert.True(name is "comma" || Han().IsMatch(zh), $"{name} has no Chinese");
            Assert.Equal(Gap().Matches(zh).Select(gap => gap.Value).Order(), Gap().Matches(en).Select(gap => gap.Value).Order());
        }
    }

    [Fact]
    public void Has_a_text_for_every_name_that_its_files_say()
    {
        var index = Marked().Matches(Read(PageAssets.Index)).ToList();
        Assert.True(index.Count > 15);
        foreach (var match in index) Assert.Equal(Texts[match.Groups["name"].Value].Zh, match.Groups["text"].Value);
        var said = PageAssets.Names.Where(name => name.EndsWith(".js", StringComparison.Ordinal) && !name.StartsWith("qr/", StringComparison.Ordinal))
            .SelectMany(name => Said().Matches(Read(name))).Select(match => match.Groups["name"].Value).ToHashSet();
        Assert.True(said.Count > 25);
        Assert.Empty(said.Except(Texts.Keys));
    }

    [Fact]
    public async Task Has_words_for_whatever_its_questions_are_refused_for()
    {
        using var client = open.Border.Gateway.Client();
        var paths = JsonNode.Parse(await client.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative)))!["paths"]!;
        var codes = new[] { "/v1/verify", "/v1/challenges" }
            .SelectMany(path => paths[path]!["post"]!["responses"]!.AsObject().Where(response => response.Key[0] is '4' or '5'))
            .SelectMany(response => response.Value!["content"]!["application/problem+json"]!["schema"]!["properties"]!["code"]!["enum"]!.AsArray())
            .Select(code => code!.GetValue<string>()).ToHashSet();
        Assert.Superset(new HashSet<string> { "TooSlow", "ChallengeUnknown", "Forbidden" }, codes);
        Assert.Empty(codes.Except(Texts.Keys));
    }

    private static string Read(string name) => System.Text.Encoding.UTF8.GetString(PageAssets.Find(name)!.Content);

    [GeneratedRegex(@"^  (?<name>\w+): \['(?<zh>(?:[^'\\]|\\.)+)', '(?<en>(?:[^'\\]|\\.)+)'\],$", RegexOptions.Multiline)]
    private static partial Regex Entry();

    [GeneratedRegex(@"^(//.*|export const \w+ = \{|\};|)$")]
    private static partial Regex Frame();

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex Han();

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Gap();

    [GeneratedRegex(@"data-text=""(?<name>\w+)""[^>]*>(?<text>[^<]+)<")]
    private static partial Regex Marked();

    [GeneratedRegex(@"\b(?:(?:say|tell|refuse|findings)\(|problem: )'(?<name>\w+)'")]
    private static partial Regex Said();
}
