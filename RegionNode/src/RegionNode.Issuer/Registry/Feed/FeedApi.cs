using Federation.Hosting.Description;
using Federation.Hosting.Limits;
using Federation.Hosting.Problems;
using RegionNode.Issuer.Api;
using RegionNode.Issuer.Audit;
using RegionNode.Issuer.Callers;
using RegionNode.Issuer.Registry.Imports;
using RegionNode.Issuer.Registry.Police;
using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Registry.Feed;

/// <summary>What became of one event; reason and words where it was refused.</summary>
internal sealed record FeedResultBody(string? EventId, string Outcome, string? Reason = null, string? Field = null, string? Zh = null, string? En = null)
{
    internal static FeedResultBody Of(FeedResult result)
    {
        if (result.Fault is not { } fault)
            return new FeedResultBody(result.EventId, result.Outcome.ToString());
        var (zh, en) = LineReasonText.Of(fault.Reason);
        return new FeedResultBody(result.EventId, result.Outcome.ToString(), fault.Reason.ToString(), fault.Field, zh, en);
    }
}

/// <summary>The results, in the events' order.</summary>
internal sealed record FeedAnswerBody(IReadOnlyList<FeedResultBody> Results);

/// <summary>A refused event as people see it: with what came, word for word.</summary>
internal sealed record RefusedEventBody(long Number, string Reason, string Field, string Zh, string En, DateTimeOffset At, string Event)
{
    internal static RefusedEventBody Of(RefusedEvent refused)
    {
        var (zh, en) = LineReasonText.Of((LineReason)refused.Reason);
        return new RefusedEventBody(
            refused.Seq, ((LineReason)refused.Reason).ToString(), refused.Field, zh, en, refused.At, System.Text.Encoding.UTF8.GetString(refused.Body));
    }
}

/// <summary>Why a refused event is laid aside: 1 to 200 characters, without personal data.</summary>
internal sealed record DismissalBody(string Reason);

/// <summary>The province's registry sends its changes here.</summary>
internal static class FeedApi
{
    private const long MaxBodyBytes = 4 << 20;
    private const int MostEvents = 1_000;
    private const string Json = "application/json", Ndjson = "application/x-ndjson";

    internal static void MapFeed(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/registry/events", TakeAsync).For(Caller.Province, Role.Registry).WithBodyLimit(MaxBodyBytes)
            .WithName("TakeRegistryEvents")
            .WithSummary("Takes one event (JSON) or up to 1,000 (NDJSON) by police names; an event id counts once; one result each, in order.")
            .Accepts<object>(Json, Ndjson)
            .Produces<FeedAnswerBody>();
        routes.MapGet("/registry/events/refused", Refused).For(Caller.Province, Role.Registry, Role.Counter, Role.Supervisor)
            .WithName("ListRefusedEvents")
            .WithSummary("Events that wait for people, oldest first, as they came. Sent again with the same id, one is tried again.")
            .Produces<Page<RefusedEventBody>>();
        routes.MapPost("/registry/events/refused/{number}/dismiss", Dismiss).For(Caller.Province, Role.Counter, Role.Supervisor)
            .WithName("DismissRefusedEvent")
            .WithSummary("Lays a refused event aside for good, with a reason; what came with it is erased. Sent again unchanged it is Dismissed.")
            .Produces(StatusCodes.Status204NoContent)
            .Refuses(IssuerProblems.NoSuchEvent, IssuerProblems.DismissalRefused);
    }

    private static IResult Dismiss(long number, DismissalBody body, FeedDesk desk, HttpContext context) =>
        !Access.IsReason(body.Reason) ? IssuerProblems.DismissalRefused.Result()
        : desk.Dismiss(number, body.Reason, Access.Of(context)) ? Results.NoContent()
        : IssuerProblems.NoSuchEvent.Result();

    private static async Task<IResult> TakeAsync(HttpRequest request, FeedDesk desk)
    {
        var isOne = request.ContentType?.StartsWith(Json, StringComparison.OrdinalIgnoreCase) == true;
        if (!isOne && request.ContentType?.StartsWith(Ndjson, StringComparison.OrdinalIgnoreCase) != true)
            return CommonProblems.UnsupportedMediaType.Result();
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        IReadOnlyList<byte[]> events = isOne ? [body.ToArray()] : LinesOf(body.ToArray());
        if (events.Count > MostEvents)
            return CommonProblems.TooLarge.Result($"at most {MostEvents} events");
        var results = desk.Take(events, Access.Of(request.HttpContext).Who);
        return Results.Ok(new FeedAnswerBody([.. results.Select(FeedResultBody.Of)]));
    }

    private static IResult Refused(PageQuery page, IDurableStore store, HttpContext context, TimeProvider clock)
    {
        // Whole events are shown: that is a look at people's records.
        var rows = store.Write("read refused events", db =>
        {
            AuditTrail.Note(db, Access.Of(context), AuditAct.RecordRead, AuditTrail.NoDriver, "refused events of the feed", clock.GetUtcNow());
            return FeedTables.Refused(db, page.After ?? 0, page.Take);
        });
        return Results.Ok(Page.Of(page, rows, row => row.Seq, RefusedEventBody.Of));
    }

    private static List<byte[]> LinesOf(byte[] body)
    {
        var piece = new LineCutter([], skipping: false, lines: 0).Cut(body, last: true);
        // One that is too long comes through cut off, and is refused with the rest of them.
        return [.. piece.Lines.Select(line => line.TooLong ? [] : piece.Bytes.AsSpan(line.Start, line.Length).ToArray())];
    }
}
