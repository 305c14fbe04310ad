using System.Buffers.Binary;
using System.Security.Cryptography;
using Federation.Hosting.Tls;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using TrustList.Protocol;
using Yarp.ReverseProxy.Forwarder;

namespace Federation.Bench.Gateway;

/// <summary>
/// YARP's forwarder to one address, with the bytes of a verdict with a live question: it takes the presentation, passes on the live
/// question, and answers as many bytes as the gateway does; before that one signature is checked and one line is on disk.
/// </summary>
internal sealed class BareProxy : HttpTransformer, IAsyncDisposable
{
    private const string Path = "/federation.live.v1.LiveStatus/Ask";
    private const int FrameHead = 5; // Not compressed, and the length: gRPC over HTTP/2.
    private readonly HttpMessageInvoker client;
    private readonly DurableLines lines;

    private BareProxy(HttpMessageInvoker client, DurableLines lines) => (this.client, this.lines) = (client, lines);

    /// <summary>Where the questions go.</summary>
    internal required string Target { get; init; }

    /// <summary>The question, without its nonce.</summary>
    internal required LiveQuestion About { get; init; }

    /// <summary>The answer to the desk.</summary>
    internal required byte[] Answer { get; init; }

    /// <summary>The signature check.</summary>
    internal required Func<bool> Check { get; init; }

    /// <summary>The proxy of <c>peer proxy URL PIN KEYFILE APPENDFILE QUESTION ANSWERBYTES</c>.</summary>
    internal static BareProxy Add(WebApplicationBuilder builder, ReadOnlySpan<string> args, TlsIdentity identity, Func<bool> check)
    {
        builder.Services.AddHttpForwarder();
        var pins = new HashSet<string>(StringComparer.Ordinal) { args[1] };
        return new BareProxy(new HttpMessageInvoker(PinnedHandler.Create(identity, () => pins), disposeHandler: true), new DurableLines(args[3]))
        {
            Target = args[0],
            About = LiveQuestion.Parser.ParseFrom(Convert.FromBase64String(args[4])),
            Answer = BareChecks.Spaces(args[5]),
            Check = check,
        };
    }

    internal async Task ForwardAsync(HttpContext context)
    {
        await BareChecks.ReadAsync(context);
        var question = About.Clone();
        question.Nonce = ByteString.CopyFrom(RandomNumberGenerator.GetBytes(32));
        var frame = new byte[FrameHead + question.CalculateSize()];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), frame.Length - FrameHead);
        question.WriteTo(frame.AsSpan(FrameHead));
        var request = context.Request;
        (request.Path, request.QueryString, request.ContentType, request.ContentLength, request.Body) = (Path, default, "application/grpc", frame.Length, new MemoryStream(frame));
        request.Headers["x-federation-region"] = question.Region;
        var error = await context.RequestServices.GetRequiredService<IHttpForwarder>().SendAsync(context, Target, client, ForwarderRequestConfig.Empty, this);
        if (error != ForwarderError.None)
            throw new InvalidOperationException($"the bare proxy: {error}");
    }

    /// <inheritdoc/>
    public override async ValueTask<bool> TransformResponseAsync(HttpContext httpContext, HttpResponseMessage? proxyResponse, CancellationToken cancellationToken)
    {
        var frame = await proxyResponse!.Content.ReadAsByteArrayAsync(cancellationToken);
        if (frame.Length <= FrameHead || !Check())
            throw new InvalidOperationException("the home region gave no answer, or the benchmark's own signature was refused");
        await lines.AppendAsync("verified Accepted - issuer=310000 acceptor=320000 purpose=roadside live=true");
        await BareChecks.AnswerAsync(httpContext, Answer, ok: true);
        return false;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await lines.DisposeAsync();
        client.Dispose();
    }
}
