using System.Text.RegularExpressions;
using Conformance.Cases;
using Conformance.Reports;

namespace Conformance.Tests.Reports;

/// <summary>The page for people, with what a hostile adapter said in it.</summary>
public sealed partial class HtmlReportTests
{
    private static readonly string Page = HtmlReport.Write(SampleRun.Of(SampleRun.Results(Outcome.Fail)));

    [Fact]
    public void Survives_what_an_adapter_wrote()
    {
        Assert.DoesNotContain("<script", Page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", Page, StringComparison.Ordinal);
        Assert.DoesNotContain('\u0000', Page);
        Assert.DoesNotContain('\u001B', Page);
    }

    [Fact]
    public void Is_one_file_that_asks_for_nothing()
    {
        Assert.DoesNotMatch(Loading, Page);
        Assert.All(Link.Matches(Page).Select(match => match.Groups["to"].Value).Where(to => !to.StartsWith('#')), to => Assert.StartsWith("https://", to, StringComparison.Ordinal));
    }

    [Fact]
    public void Leads_to_every_clause_it_cites()
    {
        var ids = Id.Matches(Page).Select(match => match.Groups["id"].Value).ToHashSet(StringComparer.Ordinal);
        var cited = Link.Matches(Page).Select(match => match.Groups["to"].Value).Where(to => to.StartsWith('#')).Select(to => to[1..]).ToList();
        Assert.Contains("spec-8.2", cited);
        Assert.Empty(cited.Except(ids, StringComparer.Ordinal));
        Assert.All(SampleRun.Asked.SelectMany(found => found.Requirements).Where(requirement => requirement.StartsWith("SPEC ", StringComparison.Ordinal)), requirement => Assert.NotNull(SpecClauses.Cited(requirement)));
    }

    [Fact]
    public void Says_every_case_in_both_languages() => Assert.All(SampleRun.Asked.Where(found => found.Title != found.TitleZh), found =>
        Assert.Contains($"<span class=\"en\">{System.Net.WebUtility.HtmlEncode(found.Title)}</span><span class=\"zh\" lang=\"zh\">{System.Net.WebUtility.HtmlEncode(found.TitleZh)}</span>", Page, StringComparison.Ordinal));

    [GeneratedRegex("<(?:link|img|iframe|object|embed|base|form)\\b|@import|url\\(|\\son[a-z]+=", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Loading { get; }

    [GeneratedRegex("href=\"(?<to>[^\"]*)\"", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Link { get; }

    [GeneratedRegex(" id=\"(?<id>[^\"]*)\"", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Id { get; }
}
