using Federation.Hosting.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using TrustList.Testing.Telemetry;

namespace Federation.Hosting.Tests.Telemetry;

public sealed partial class TelemetryTests
{
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";
    private const string Caller = "b7ad6b7169203331";

    [Fact]
    public async Task Exports_one_trace_over_two_programs_as_the_caller_named_it()
    {
        await using var collector = await OtlpCollector.StartAsync();
        await using (var back = await Host("back/1", collector.Url, app => app.MapGet("/inner", () => "ok")))
        await using (var front = await Host("front/1", collector.Url, app => app.MapGet("/outer/{id}", async (Tracing tracing) =>
        {
            using var span = tracing.Call("ask back");
            using var http = new HttpClient();
            return await http.GetStringAsync(new Uri(back.Url, "/inner"));
        })))
            await Get(front, "/outer/7", $"00-{Trace}-{Caller}-01");

        var spans = collector.Spans;
        Assert.Equal(3, spans.Count);
        Assert.All(spans, span => Assert.Equal(Trace, span.TraceId));
        var outer = Assert.Single(spans, span => (span.Service, span.Parent) == ("front/1", Caller));
        var call = Assert.Single(spans, span => span.Parent == outer.SpanId);
        var inner = Assert.Single(spans, span => span.Parent == call.SpanId);
        Assert.Equal(("/outer/{id}", "ask back", "back/1", "/inner"), (outer.Name, call.Name, inner.Service, inner.Name));
    }

    [Fact]
    public async Task Exports_nothing_that_a_caller_or_a_fault_says()
    {
        await using var collector = await OtlpCollector.StartAsync();
        await using (var host = await Host("front/2", collector.Url, app =>
        {
            app.MapGet("/drivers/{file}", (string file) => $"driver {file}");
            app.MapGet("/fails/{file}", string (string file) => throw new InvalidOperationException($"driver {file}"));
            app.MapGet("/tells/{file}", (string file, ILoggerFactory loggers) => Tell(loggers, file));
        }))
        {
            foreach (var path in new[] { "/drivers/310100000001?name=SYNTHETIC-NAME", "/fails/310100000001?name=SYNTHETIC-NAME", "/nowhere/310100000001", "/tells/310100000001?name=SYNTHETIC-NAME" })
                await Get(host, path, $"00-{Trace}-{Caller}-01", "SYNTHETIC-AGENT");
        }

        Assert.True(collector.Holds("/drivers/{file}"));
        Assert.Contains(collector.Received, received => received.Path == "/v1/metrics");
        Assert.True(collector.Holds("http.server.request.duration"));
        Assert.Contains(collector.Received, received => received.Path == "/v1/logs");
        foreach (var told in new[] { "refused {Code} acceptor={Acceptor} party={Party} of {Driver}", "OverQuota", "Federation.Verify", "exception.type", "InvalidOperationException" })
            Assert.True(collector.Holds(told), told);
        foreach (var personal in new[] { "310100000001", "SYNTHETIC-NAME", "SYNTHETIC-AGENT", "vendor-state", "BAGGAGE", "127.0.0.1", "SYNTHETIC-DESK", "SYNTHETIC-PARTY" })
            Assert.False(collector.Holds(personal), personal);
    }

    [Fact]
    public async Task Tells_the_next_program_of_the_trace_when_nobody_collects()
    {
        string? told = null;
        await using var back = await Host("back/3", null, app => app.MapGet("/inner", (HttpContext context) => told = Tracing.TraceId));
        await using var front = await Host("front/3", null, app => app.MapGet("/outer", async () =>
        {
            using var http = new HttpClient();
            return await http.GetStringAsync(new Uri(back.Url, "/inner"));
        }));
        await Get(front, "/outer", $"00-{Trace}-{Caller}-01");
        Assert.Equal(Trace, told);
    }

    [Fact]
    public async Task Survives_a_collector_that_is_away()
    {
        await using var host = await Host("front/4", new Uri("http://127.0.0.1:1"), app => app.MapGet("/outer", () => "ok"));
        await Get(host, "/outer", $"00-{Trace}-{Caller}-01");
    }

    [Theory]
    [InlineData("Otlp", "ftp://collector.example.invalid")]
    [InlineData("Service", "a b")]
    [InlineData("Instance", "a b")]
    [InlineData("Share", "1.5")]
    [InlineData("Seconds", "0")]
    public async Task Rejects_a_wrong_setting(string name, string value)
    {
        var refused = await Assert.ThrowsAsync<StartRefusedException>(() => LoopbackHost.StartAsync(
            _ => { }, args: [$"--Telemetry:{name}", value], configure: builder => builder.AddFederationTelemetry("front/5")));
        Assert.StartsWith($"Telemetry:{name}: ", Assert.Single(refused.Errors), StringComparison.Ordinal);
    }

    /// <summary>As careless as it can be: a person's file as a value, in an allowed name, in an exception and in a category that is not the project's.</summary>
    private static string Tell(ILoggerFactory loggers, string file)
    {
        Refused(loggers.CreateLogger("Federation.Verify"), "OverQuota", "SYNTHETIC-DESK", "SYNTHETIC-PARTY", file, new InvalidOperationException($"driver {file}"));
        Careless(loggers.CreateLogger("Federation.Verify"), $"driver {file}");
        loggers.CreateLogger("Microsoft.Careless").Log(LogLevel.Error, new EventId(1), $"driver {file}", null, (text, _) => text);
        return "told";
    }

    [LoggerMessage(1, LogLevel.Error, "refused {Code} acceptor={Acceptor} party={Party} of {Driver}")]
    private static partial void Refused(ILogger logger, string code, string acceptor, string party, string driver, Exception failure);

    [LoggerMessage(2, LogLevel.Error, "careless {Fault}")]
    private static partial void Careless(ILogger logger, string fault);

    private static Task<LoopbackHost> Host(string name, Uri? otlp, Action<WebApplication> map) => LoopbackHost.StartAsync(
        map, args: otlp is null ? [] : ["--Telemetry:Otlp", otlp.ToString()], configure: builder => builder.AddFederationTelemetry(name));

    private static async Task Get(LoopbackHost host, string path, string traceparent, string agent = "test")
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(host.Url, path));
        request.Headers.Add("traceparent", traceparent);
        request.Headers.Add("tracestate", "vendor-state=1");
        request.Headers.Add("baggage", "who=BAGGAGE");
        request.Headers.Add("User-Agent", agent);
        using var answer = await http.SendAsync(request);
    }
}
