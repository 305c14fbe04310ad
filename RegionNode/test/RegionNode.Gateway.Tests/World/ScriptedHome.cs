using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.IO.Compression;
using Federation.Hosting.Tls;
using Google.Protobuf;
using Microsoft.AspNetCore.Http;
using TrustList.Protocol;
using TrustList.Testing;

namespace RegionNode.Gateway.Tests.World;

/// <summary>
/// A home region's server on Kestrel that speaks gRPC frame by frame, so that a test can script any
/// answer, also ones that no gRPC library would send.
/// </summary>
internal sealed class ScriptedHome : IAsyncDisposable
{
    private ScriptedHome(TlsIdentity identity) => Identity = identity;

    /// <summary>The server, which can also do wrong below gRPC.</summary>
    public BadHost Host { get; private set; } = null!;

    /// <summary>The key it shows.</summary>
    public TlsIdentity Identity { get; }

    /// <summary>Where it listens.</summary>
    public Uri Url => Host.Url;

    /// <summary>How it answers the next question: writes the response itself.</summary>
    public Func<LiveQuestion, HttpContext, Task> Script { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Every question that came, with the pin of who asked and the protocol it came by.</summary>
    public ConcurrentQueue<(LiveQuestion Question, string? Caller, string Protocol)> Asked { get; } = new();

    /// <summary>What each question's headers say of the region that asks; empty: nothing.</summary>
    public ConcurrentQueue<(LiveQuestion Question, string Caller)> Told { get; } = new();

    /// <summary>The trace and the span that each question names as its own.</summary>
    public ConcurrentQueue<string> Traces { get; } = new();

    /// <summary>Paths of requests that were no live question.</summary>
    public ConcurrentQueue<string> OtherPaths { get; } = new();

    /// <summary>Names of the headers that came with them.</summary>
    public ConcurrentQueue<string> OtherHeaders { get; } = new();

    public static async Task<ScriptedHome> Start(TlsIdentity? identity = null)
    {
        identity ??= TlsIdentity.FromPem(TlsIdentity.CreateKeyPem());
        var home = new ScriptedHome(identity);
        home.Host = await BadHost.StartAsync(identity.Certificate, home.Answer);
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

    /// <summary>Answers as a gRPC server does that compresses: small on the way, and <paramref name="more"/> bytes of nothing behind the answer once it is read.</summary>
    public static async Task ReplyCompressed(HttpContext context, LiveAnswer answer, int more)
    {
        using var packed = new MemoryStream();
        packed.Write([1, 0, 0, 0, 0]);
        await using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            answer.WriteTo(gzip);
            using var unknown = new CodedOutputStream(gzip, leaveOpen: true);
            unknown.WriteTag(15, WireFormat.WireType.LengthDelimited);
            unknown.WriteBytes(UnsafeByteOperations.UnsafeWrap(new byte[more]));
        }

        var frame = packed.ToArray();
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), frame.Length - 5);
        context.Response.ContentType = "application/grpc";
        context.Response.Headers["grpc-encoding"] = "gzip";
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
        await Host.DisposeAsync();
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
        Traces.Enqueue(context.Request.Headers.TraceParent.ToString());
        Told.Enqueue((question, context.Request.Headers["x-federation-caller"].ToString()));
        Asked.Enqueue((question, context.ClientPin(), context.Request.Protocol));
        await Script(question, context);
    }
}
