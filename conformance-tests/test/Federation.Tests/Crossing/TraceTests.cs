using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Demo.People;
using Demo.World;
using Federation.Ceremonies.RollOut;
using Federation.Tests.World;
using TrustList.Testing.Telemetry;

namespace Federation.Tests.Crossing;

/// <summary>What the real programs tell a collector when a question crosses a border.</summary>
[Collection(SharedFederation.Name)]
public sealed class TraceTests(SharedFederation shared)
{
    private const string DeskSpan = "b7ad6b7169203331";
    private const string Asking = "gateway/320000";
    private const string Home = "gateway/310000";

    private Country Country => shared.Federation.Country;

    private IReadOnlyList<OtlpSpan> Spans => shared.Collector.Spans;

    [Fact]
    public async Task Leads_from_the_desk_through_both_gateways_to_the_home_issuer_and_names_nobody()
    {
        var driver = Drivers.Next();
        var (licence, phone) = await Country.Issue(driver, shared.Federation.Cancel, letters: "AH", points: 6);
        // A question that the home region was late for leaves its spans too: each has a trace of its own, and the one that was answered is followed.
        var trace = "";
        var answer = await Country.UntilLive(() => Ask(phone, trace = ActivityTraceId.CreateRandom().ToHexString()), shared.Federation.Cancel);
        Assert.True(answer["outcome"]!.GetValue<string>() == "Accepted", answer.ToJsonString());
        Assert.Equal(trace, answer["traceId"]!.GetValue<string>());
        Assert.Equal("AH", answer["restsOn"]!["live"]!["letters"]!.GetValue<string>());
        await Wait.Until("every program exported", () => Task.FromResult(Spans.Count(span => span.TraceId == trace) >= 4), shared.Federation.Cancel, seconds: 120);

        var desk = Assert.Single(Spans, span => span.Parent == DeskSpan && span.TraceId == trace);
        var asking = Assert.Single(Spans, span => span.Parent == desk.SpanId);
        var passing = Assert.Single(Spans, span => span.Parent == asking.SpanId);
        var answering = Assert.Single(Spans, span => span.Parent == passing.SpanId);
        Assert.Equal([(Asking, "/v1/verify"), (Asking, "ask home region")], new[] { (desk.Service, desk.Name), (asking.Service, asking.Name) });
        Assert.Equal([Home, "issuer/310000"], new[] { passing.Service, answering.Service });
        Assert.Equal(4, Spans.Count(span => span.TraceId == trace));
        Assert.All(new[] { desk, asking, passing, answering }, span => Assert.Equal(trace, span.TraceId));

        foreach (var personal in Personal(driver, licence, answer)) Assert.False(shared.Collector.Holds(personal), personal);
    }

    [Theory]
    [InlineData(Asking, "look at the hub")]
    [InlineData("issuer/310000", "submit to the hub")]
    public async Task Leads_on_into_the_hub_where_a_program_calls_it(string service, string call)
    {
        bool IsCall(OtlpSpan span) => span.Service == service && span.Name == call;
        await Wait.Until("both exported", () => Task.FromResult(Spans.Where(IsCall).Any(above => Answers(above).Any())), shared.Federation.Cancel, seconds: 120);
        var (outer, inner) = Spans.Where(IsCall).Select(above => (above, Answers(above).FirstOrDefault())).First(pair => pair.Item2 is not null);
        Assert.Equal((outer.TraceId, "hub"), (inner!.TraceId, inner.Service));
        Assert.DoesNotContain("310000", inner.Name, StringComparison.Ordinal); // The route's pattern, not what was asked for.
    }

    private IEnumerable<OtlpSpan> Answers(OtlpSpan call) => Spans.Where(span => span.Parent == call.SpanId && span.Service == "hub");

    private async Task<JsonNode> Ask(Phone phone, string trace)
    {
        var shown = phone.Present("desk.test");
        using var desk = Country[Region.Jiangsu].DeskClient("roadside");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/v1/verify", UriKind.Relative))
        {
            Headers = { { "traceparent", $"00-{trace}-{DeskSpan}-01" } },
            Content = JsonContent.Create(new JsonObject
            {
                ["presentation"] = Convert.ToBase64String(shown.Response),
                ["transcript"] = Convert.ToBase64String(shown.Transcript),
                ["acceptor"] = Region.Jiangsu.Code,
                ["purpose"] = "roadside",
                ["live"] = true,
            }),
        };
        using var answer = await desk.SendAsync(request, shared.Federation.Cancel);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(shared.Federation.Cancel))!;
    }

    /// <summary>What the registry, the licence and the live answer say of the driver (synthetic), and what leads to the licence.</summary>
    private static IEnumerable<string> Personal(Driver driver, string licence, JsonNode answer) =>
    [
        driver.FamilyName, driver.GivenName, driver.Number, driver.FileNumber, licence, "/status/310000",
        answer["disclosed"]!["org.iso.18013.5.1"]!["document_number"]!.GetValue<string>(), answer["restsOn"]!["status"]!["uri"]!.GetValue<string>(),
    ];
}
