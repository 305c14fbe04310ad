using Microsoft.AspNetCore.Http;

namespace TrustList.Testing;

/// <summary>Answers that go wrong on the wire, not in a mock.</summary>
internal static class MisbehavingAnswers
{
    private static readonly TimeSpan DripPause = TimeSpan.FromMilliseconds(20);

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
            }
        }
        catch (OperationCanceledException)
        {
            // The client had enough.
        }
    }
}
