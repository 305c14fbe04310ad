using System.Collections.Immutable;
using System.Globalization;
using Federation.Hosting.Problems;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using TrustList.Format.Encoding;
using TrustList.Format.Registry;

namespace TrustHub.Feed;

/// <summary>The feed as Server-Sent Events on the public listener (SPEC.md §7.13): for browsers and whoever speaks plain HTTP.</summary>
public sealed class SseFeed(FeedWatchers watchers)
{
    private static readonly ReadOnlyMemory<byte> Opening = ": open\n\n"u8.ToArray();
    private static readonly ReadOnlyMemory<byte> Heartbeat = ": alive\n\n"u8.ToArray();

    /// <summary>Answers with the stream, until the caller goes or the hub stops.</summary>
    public async Task<IResult> AnswerAsync(HttpContext context)
    {
        var regions = Regions(context.Request.Query["regions"]);
        if (regions is null || After(context.Request.Headers["Last-Event-ID"]) is not { } after)
            return CommonProblems.Malformed.Result("regions: six digits each, with commas; Last-Event-ID: the id of an event");
        using var place = watchers.TryEnter(node: false);
        if (place is null)
        {
            context.Response.Headers.RetryAfter = "5";
            return CommonProblems.Unavailable.Result("too many watch");
        }
        await StreamAsync(context, after, regions);
        return Results.Empty;
    }

    private async Task StreamAsync(HttpContext context, ulong after, IReadOnlySet<string> regions)
    {
        var response = context.Response;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        try
        {
            await SendAsync(response, Opening, context.RequestAborted);
            await foreach (var item in watchers.WatchAsync(after, regions, context.RequestAborted))
                await SendAsync(response, item?.Text ?? Heartbeat, context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            // The caller went, which is how every stream ends.
        }
    }

    private static async Task SendAsync(HttpResponse response, ReadOnlyMemory<byte> text, CancellationToken cancellation)
    {
        await response.Body.WriteAsync(text, cancellation);
        await response.Body.FlushAsync(cancellation);
    }

    private static ImmutableHashSet<string>? Regions(StringValues query)
    {
        string[] codes = query.Count == 0 ? [] : query.ToString().Split(',');
        return codes.Length <= Limits.RegionRecords && codes.All(RegionCode.IsValid) ? codes.ToImmutableHashSet(StringComparer.Ordinal) : null;
    }

    private static ulong? After(StringValues header) =>
        header.Count == 0 ? 0
        : ulong.TryParse(header.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) ? sequence
        : null;
}
