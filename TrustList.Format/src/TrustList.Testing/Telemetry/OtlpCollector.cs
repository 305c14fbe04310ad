using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using TrustList.Testing.Hosts;

namespace TrustList.Testing.Telemetry;

/// <summary>A collector of OTLP over HTTP that keeps every byte that it is sent, for a test to read.</summary>
public sealed class OtlpCollector : IAsyncDisposable
{
    private readonly WebApplication _app;

    private OtlpCollector(WebApplication app) => _app = app;

    /// <summary>What <c>Telemetry:Otlp</c> is to say.</summary>
    public Uri Url => new(_app.Urls.Single());

    /// <summary>Every body that came, by the path to which it came.</summary>
    public ConcurrentQueue<(string Path, byte[] Body)> Received { get; } = new();

    /// <summary>Every span that came, once: hosts of one name in one process send each other's too.</summary>
    public IReadOnlyList<OtlpSpan> Spans =>
        [.. Received.Where(received => received.Path == "/v1/traces").SelectMany(received => OtlpSpan.Read(received.Body)).DistinctBy(span => (span.TraceId, span.SpanId))];

    /// <summary>Starts one on a free port.</summary>
    public static async Task<OtlpCollector> StartAsync()
    {
        var builder = SimulatedHost.Builder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var collector = new OtlpCollector(app);
        app.Run(collector.Keep);
        await app.StartAsync();
        return collector;
    }

    /// <summary>Whether these bytes, or this text in UTF-8, stand anywhere in what came.</summary>
    public bool Holds(string text) => Holds(Encoding.UTF8.GetBytes(text));

    /// <inheritdoc cref="Holds(string)"/>
    public bool Holds(byte[] bytes) => Received.Any(received => received.Body.AsSpan().IndexOf(bytes) >= 0);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    /// <summary>Takes what is sent; at <c>/metrics</c> it gives the metrics that came as Prometheus scrapes them.</summary>
    private async Task Keep(HttpContext context)
    {
        if (context.Request.Path == "/metrics")
        {
            context.Response.ContentType = "text/plain; version=0.0.4";
            await context.Response.WriteAsync(OtlpExposition.Of(Received.Where(received => received.Path == "/v1/metrics").Select(received => received.Body)), context.RequestAborted);
            return;
        }
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        Received.Enqueue((context.Request.Path.Value!, body.ToArray()));
    }
}
