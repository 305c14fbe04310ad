using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using Federation.Hosting.Tls;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;
using TrustList.Protocol;

namespace RegionNode.Gateway.Tests.World;

/// <summary>
/// A home region's server on Kestrel that speaks gRPC frame by frame, so that a test can script any
/// answer, also ones that no gRPC library would send.
/// </summary>
internal sealed class ScriptedHome : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ScriptedHome(WebApplication app, TlsIdentity identity)
    {
        _app = app;
        Identity = identity;
    }

    /// <summary>The key it shows.</summary>
    public TlsIdentity Identity { get; }

    /// <summary>Where it listens.</summary>
    public Uri Url => new(_app.Urls.Single());

    /// <summary>How it answers the next question: writes the response itself.</summary>
    public Func<LiveQuestion, HttpContext, Task> Script { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Every question that came, with the pin of who asked and the protocol it came by.</summary>
    public ConcurrentQueue<(LiveQuestion Question, string? Caller, string Protocol)> Asked { get; } = new();

    /// <summary>Paths of requests that were no live question.</summary>
    public ConcurrentQueue<string> OtherPaths { get; } = new();

    /// <summary>Names of the headers that came with them.</summary>
    public ConcurrentQueue<string> OtherHeaders { get; } = new();

    public static async Task<ScriptedHome> Start(TlsIdentity? identity = null)
    {
        identity ??= TlsIdentity.FromPem(TlsIdentity.CreateKeyPem());
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = HttpProtocols.Http2;
            listen.UsePinnedTls(identity, ClientCertificateMode.AllowCertificate);
        }));
        var app = builder.Build();
        var home = new ScriptedHome(app, identity);
        app.Run(home.Answer);
        await app.StartAsync();
        return home;
    }

    /// <summary>Answers as a gRPC server does.</summary>
    public static async Task Reply(HttpContext context, LiveAnswer answer)
    {
        context.Response.ContentType = "application/grpc";
        var frame = new byte[5 + answer.CalculateSize()];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), answer.CalculateSize());
        answer.WriteTo(frame.AsSpan(5));
        await context.Response.Body.WriteAsync(frame);
        context.Response.AppendTrailer("grpc-status", "0");
    }

    /// <summary>Refuses as a gRPC server does.</summary>
    public static Task Refuse(HttpContext context, int status)
    {
        context.Response.ContentType = "application/grpc";
        context.Response.Headers["grpc-status"] = status.ToString();
        return Task.CompletedTask;
    }

    /// <summary>Announces an answer and sends it a byte at a time, for as long as anyone listens.</summary>
    public static async Task Drip(HttpContext context)
    {
        context.Response.ContentType = "application/grpc";
        await context.Response.Body.WriteAsync(new byte[] { 0, 0, 0, 16, 0 });
        while (!context.RequestAborted.IsCancellationRequested)
        {
            await context.Response.Body.WriteAsync(new byte[1]);
            await context.Response.Body.FlushAsync();
            await Task.Delay(50);
        }
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
        Identity.Dispose();
    }

    private async Task Answer(HttpContext context)
    {
        if (context.Request.Path != "/federation.live.v1.LiveStatus/Ask")
        {
            OtherPaths.Enqueue(context.Request.Path.Value!);
            foreach (var header in context.Request.Headers) OtherHeaders.Enqueue(header.Key);
            await context.Response.WriteAsync("{}");
            return;
        }

        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var question = LiveQuestion.Parser.ParseFrom(body.ToArray().AsSpan(5));
        Asked.Enqueue((question, context.ClientPin(), context.Request.Protocol));
        await Script(question, context);
    }
}
