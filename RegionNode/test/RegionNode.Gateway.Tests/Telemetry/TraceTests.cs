using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using RegionNode.Gateway.Tests.World;
using TrustList.Testing.Credentials;
using TrustList.Testing.Telemetry;

namespace RegionNode.Gateway.Tests.Telemetry;

/// <summary>What leaves two gateways for a collector when a desk asks one and the licence is of the other's region.</summary>
public sealed class TraceTests
{
    private const string DeskSpan = "00f067aa0ba902b7";

    [Fact]
    public async Task Exports_one_trace_from_the_desk_to_the_home_region_and_nothing_about_the_driver()
    {
        await using var collector = await OtlpCollector.StartAsync();
        await using var issuer = await ScriptedHome.Start();
        string[] settings = [$"--Telemetry:Otlp={collector.Url}", "--Telemetry:Seconds=1"];
        await using var border = await Border.Open();
        issuer.Script = (question, context) => border.Reply(context, border.Claims(question) with { Letters = "AH", Points = 7 });
        await border.Gateway.DisposeAsync();
        await border.StartGateway(settings);
        await using var second = await SecondGateway.Start(border, issuer, settings);
        await border.RouteTo(Border.Shanghai, second.Gateway.Url);
        // A question that the home region was late for leaves its spans too: each has a trace of its own, and the one that was answered is followed.
        var trace = "";
        var answer = await Asking.InTime(() => Ask(border, trace = ActivityTraceId.CreateRandom().ToHexString()));
        Assert.True(answer.Outcome() == "Accepted", answer.ToJsonString());
        Assert.Equal(trace, answer["traceId"]!.GetValue<string>());
        Assert.Equal("AH", answer["restsOn"]!["live"]!["letters"]!.GetValue<string>());
        var told = issuer.Traces.Single(told => told.Contains(trace, StringComparison.Ordinal));
        await Eventually.True("both gateways exported", () => Task.FromResult(
            collector.Spans.Count(span => span.TraceId == trace) == 3 && collector.Holds("federation.home.duration") && collector.Spans.Any(span => span.Name == "look at the hub")));

        var desk = Assert.Single(collector.Spans, span => span.Parent == DeskSpan && span.TraceId == trace);
        var asking = Assert.Single(collector.Spans, span => span.Parent == desk.SpanId);
        var passing = Assert.Single(collector.Spans, span => span.Parent == asking.SpanId);
        Assert.Equal(("gateway/320000", "/v1/verify"), (desk.Service, desk.Name));
        Assert.Equal(("gateway/320000", "ask home region"), (asking.Service, asking.Name));
        Assert.Equal("gateway/310000", passing.Service);
        Assert.All([desk, asking, passing], span => Assert.Equal(trace, span.TraceId));
        Assert.Equal($"00-{trace}-{passing.SpanId}-01", told);

        foreach (var measured in new[] { "federation.verify.duration", "federation.home.duration", "Roadside", Border.Shanghai })
            Assert.True(collector.Holds(measured), measured);
        foreach (var personal in Personal()) Assert.False(collector.Holds(personal), personal);
    }

    private static async Task<JsonNode> Ask(Border border, string trace)
    {
        using var client = border.Gateway.Client();
        using var request = new HttpRequestMessage(HttpMethod.Post, Desk.Verify)
        {
            Content = Desk.Content(Encoding.UTF8.GetBytes(Desk.Question(border.Present(), live: true).ToJsonString()), "application/json"),
            Headers = { { "traceparent", $"00-{trace}-{DeskSpan}-01" } },
            Version = System.Net.HttpVersion.Version20,
        };
        using var answer = await client.SendAsync(request);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }

    /// <summary>What is in the licence and in the live answer, and where its status stands.</summary>
    private static IEnumerable<string> Personal()
    {
        var licence = SampleLicence.Data();
        return [licence.FamilyName, licence.GivenName, licence.DocumentNumber, licence.FileNumber, "/status/", "letters"];
    }
}
