using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace TrustList.Testing;

/// <summary>Answers that go wrong on the wire, not in a mock.</summary>
internal static class MisbehavingAnswers
{
    private static readonly TimeSpan DripPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan ReadingTime = TimeSpan.FromSeconds(1);

    internal static async Task WriteAsync(HttpContext context, Misbehaviour what, byte[] content)
    {
        var gone = context.RequestAborted;
        try
        {
            switch (what)
            {
                case Misbehaviour.ServerError:
                    context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                    break;
                case Misbehaviour.Withhold:
                    context.Response.StatusCode = StatusCodes.Status404NotFound;
                    break;
                case Misbehaviour.Redirect:
                    context.Response.Redirect("/elsewhere");
                    break;
                case Misbehaviour.Reset:
                    context.Abort();
                    break;
                case Misbehaviour.Truncate:
                    context.Response.ContentLength = Math.Max(2, content.Length);
                    await context.Response.Body.WriteAsync(content.Length == 0 ? new byte[1] : content.AsMemory(0, content.Length / 2), gone);
                    break; // Fewer bytes than stated: the server closes the connection.
                case Misbehaviour.Stall:
                    await Task.Delay(Timeout.Infinite, gone);
                    break;
                case Misbehaviour.Drip:
                    while (true)
                    {
                        await context.Response.Body.WriteAsync(" "u8.ToArray(), gone);
                        await context.Response.Body.FlushAsync(gone);
                        await Task.Delay(DripPause, gone);
                    }
                case Misbehaviour.Endless:
                    var chunk = new byte[65_536];
                    while (true)
                        await context.Response.Body.WriteAsync(chunk, gone);
                case Misbehaviour.Forbidden:
                    context.Response.StatusCode = StatusCodes.Status403Forbidden;
                    break;
                case Misbehaviour.InternalError:
                    context.Response.StatusCode = StatusCodes.Status500InternalServerError;
                    await context.Response.Body.WriteAsync("<h1>Internal Server Error</h1>"u8.ToArray(), gone);
                    break;
                case Misbehaviour.LongLength:
                    context.Response.ContentLength = content.Length + 16;
                    await context.Response.Body.WriteAsync(content, gone);
                    break;
                case Misbehaviour.ShortLength:
                    await WriteRawAsync(context, content.Length / 2, content);
                    break;
                case Misbehaviour.OneByteMore:
                    await WriteWholeAsync(context, [.. content, (byte)'}']);
                    break;
                case Misbehaviour.Html:
                    context.Response.ContentType = "text/html";
                    await WriteWholeAsync(context, "<!DOCTYPE html><html><body>Please log in to use this network.</body></html>"u8.ToArray());
                    break;
                case Misbehaviour.Gzip:
                    context.Response.Headers.ContentEncoding = "gzip";
                    using (var packed = new MemoryStream())
                    {
                        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
                            await gzip.WriteAsync(content, gone);
                        await WriteWholeAsync(context, packed.ToArray());
                    }
                    break;
                case Misbehaviour.GzipBomb:
                    context.Response.Headers.ContentEncoding = "gzip";
                    await using (var gzip = new GZipStream(context.Response.Body, CompressionLevel.Optimal, leaveOpen: true))
                    {
                        var zeros = new byte[1 << 20];
                        while (true)
                            await gzip.WriteAsync(zeros, gone);
                    }
            }
        }
        catch (OperationCanceledException)
        {
            // The client had enough.
        }
    }

    private static async Task WriteWholeAsync(HttpContext context, byte[] body)
    {
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    // Below the server, which would not let a lie about the length pass. Cut once the client went, or had time to read.
    private static async Task WriteRawAsync(HttpContext context, int stated, byte[] body)
    {
        var wire = context.Features.GetRequiredFeature<IConnectionTransportFeature>().Transport.Output;
        var head = Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {stated}\r\n\r\n");
        await wire.WriteAsync((byte[])[.. head, .. body], context.RequestAborted);
        await Task.Delay(ReadingTime, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        context.Abort();
    }
}
