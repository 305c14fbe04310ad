using System.Buffers.Text;
using System.Text;
using System.Text.Json.Nodes;
using RegionNode.Gateway.Tests.World;
using TrustList.Format.Status;

namespace RegionNode.Gateway.Tests.Verifying;

/// <summary>What the gateway adds to a verdict (SPEC.md §8.7).</summary>
public sealed class AnswerTests(OpenBorder open) : IClassFixture<OpenBorder>
{
    private Border Border => open.Border;

    [Fact]
    public async Task Carries_the_home_regions_assertion_so_that_the_caller_can_check_it()
    {
        Border.Home.Script = (question, context) => Border.Reply(context, Border.Claims(question) with { Points = 9 });
        var answer = await Border.Verdict(live: true, Border.Patient);
        var (question, _, _) = Border.Home.Asked.Last();
        var assertion = Base64Url.DecodeFromChars(answer["liveAssertion"]!.GetValue<string>());
        var key = Border.HomeRegion.StatusKey.PublicKey;
        var mine = new LiveStatusQuestion(Border.Shanghai, Border.StatusUri, Border.LicenceIndex, question.Nonce.Memory);
        var checkedHere = LiveAssertion.Verify(assertion, mine, id => id == key.Thumbprint ? key : null, Border.Start);
        Assert.True(checkedHere.Ok, checkedHere.Detail);
        Assert.Equal(9, checkedHere.Value.Claims.Points);
        Assert.Equal("LiveAnswer", answer["freshness"]!["source"]!.GetValue<string>());
        Assert.InRange(answer["freshness"]!["ageSeconds"]!.GetValue<int>(), 0, 60);
        Assert.Empty(answer["degraded"]!.AsArray());
    }

    [Fact]
    public async Task Says_on_what_it_rests_when_nobody_was_asked()
    {
        var answer = await Border.Verdict();
        Assert.Equal("StatusList", answer["freshness"]!["source"]!.GetValue<string>());
        Assert.Equal(answer["restsOn"]!["status"]!["issuedAt"]!.GetValue<string>(), answer["freshness"]!["asOf"]!.GetValue<string>());
        Assert.Null(answer["liveAssertion"]);
        Assert.Empty(answer["degraded"]!.AsArray());
        Assert.Equal("核验通过", answer["text"]!["zh"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("refuses", "HomeUnavailable")]
    [InlineData("answers another question", "HomeAnswerRefused")]
    public async Task Says_that_it_is_degraded_when_the_home_region(string misbehaves, string word)
    {
        Border.Home.Script = misbehaves == "refuses"
            ? (_, context) => ScriptedHome.Refuse(context, 14)
            : (question, context) => Border.Reply(context, Border.Claims(question) with { Nonce = new byte[32] });
        var answer = await Border.Verdict(live: true, "insurance");
        Assert.Equal("Accepted", answer.Outcome());
        Assert.Equal([word], answer["degraded"]!.AsArray().Select(name => name!.GetValue<string>()));
        Assert.Null(answer["liveAssertion"]);
        Assert.Equal("StatusList", answer["freshness"]!["source"]!.GetValue<string>());
    }

    [Fact]
    public async Task Bears_the_callers_trace()
    {
        using var client = Border.Gateway.Client();
        using var request = new HttpRequestMessage(HttpMethod.Post, Desk.Verify)
        {
            Content = Desk.Content(Encoding.UTF8.GetBytes(Desk.Question(Border.Present()).ToJsonString()), "application/json"),
            Headers = { { "traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" } },
            Version = System.Net.HttpVersion.Version20,
        };
        using var answer = await client.SendAsync(request);
        Assert.Equal("0af7651916cd43dd8448eb211c80319c", JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["traceId"]!.GetValue<string>());
    }
}
