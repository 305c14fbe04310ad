using System.Net;
using System.Text.RegularExpressions;
using RegionNode.Gateway.Page;
using RegionNode.Gateway.Tests.World;
using RegionNode.Gateway.Verifying.Asking;
using TrustList.Format.Registry;
using TrustList.Format.Status;
using TrustList.Format.Verification;

namespace RegionNode.Gateway.Tests.Page;

public sealed partial class PageFileTests(OpenBorder open) : IClassFixture<OpenBorder>
{
    [Fact]
    public async Task Serves_every_file_under_a_policy_without_inline_and_foreign_code()
    {
        using var client = open.Border.Gateway.Client();
        Assert.Contains("app.js", PageAssets.Names);
        foreach (var path in PageAssets.Names.Select(name => "/page/" + name).Append("/"))
        {
            using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
            Assert.StartsWith("default-src 'none';", policy, StringComparison.Ordinal);
            Assert.DoesNotMatch("unsafe|http|\\*|data:", policy);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        }
    }

    [Fact]
    public void Holds_no_inline_code_and_names_nobody_else()
    {
        var index = Text(PageAssets.Index);
        Assert.DoesNotMatch("<style|style=|<script(?! type=\"module\" src=\"/page/)| on[a-z]+=", index);
        foreach (var name in PageAssets.Names.Where(name => !name.StartsWith("qr/", StringComparison.Ordinal)))
            Assert.DoesNotMatch("https?://(?!www\\.w3\\.org/)|innerHTML|eval\\(", Text(name));
    }

    [Fact]
    public async Task Sends_a_file_again_only_when_it_changed()
    {
        using var client = open.Border.Gateway.Client();
        using var first = await client.GetAsync(new Uri("/", UriKind.Relative));
        using var again = new HttpRequestMessage(HttpMethod.Get, "/") { Version = HttpVersion.Version20 };
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var unchanged = await client.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
    }

    [Theory]
    [InlineData("/page/")]
    [InlineData("/page/nothing.js")]
    [InlineData("/page/../Program.cs")]
    [InlineData("/page/%2e%2e/%2e%2e/etc/passwd")]
    public async Task Rejects_a_file_that_it_has_not(string path)
    {
        using var client = open.Border.Gateway.Client();
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public void Offers_every_purpose_and_has_a_word_for_every_value()
    {
        var offered = PurposeField().Matches(Text(PageAssets.Index)).Select(match => match.Groups[1].Value);
        Assert.Equal(Enum.GetNames<Purpose>().Select(name => name.ToLowerInvariant()), offered);
        var texts = Text("texts.js");
        foreach (var name in (string[])[.. offered, .. Enum.GetNames<Outcome>(), .. Enum.GetNames<StatusValue>(), .. Enum.GetNames<StatusOrigin>(), .. Enum.GetNames<PresentationKind>(), .. Enum.GetNames<Degraded>(), "LiveAnswer", "Staple"])
            Assert.Contains($"  {name}: ['", texts, StringComparison.Ordinal);
    }

    private static string Text(string name) => System.Text.Encoding.UTF8.GetString(PageAssets.Find(name)!.Content);

    [GeneratedRegex("name=\"purpose\" value=\"([a-z]+)\"")]
    private static partial Regex PurposeField();
}
