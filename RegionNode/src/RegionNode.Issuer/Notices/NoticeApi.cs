using RegionNode.Issuer.Api;
using RegionNode.Issuer.Applications;
using RegionNode.Issuer.Audit;
using RegionNode.Issuer.Callers;
using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Notices;

/// <summary>A notice for its applicant.</summary>
internal sealed record NoticeBody(string Id, string ApplicationId, NoticeKind Kind, string Zh, string En, DateTimeOffset MadeAt);

/// <summary>The province's app reads here what its user is to be told.</summary>
internal static class NoticeApi
{
    internal static void MapNotices(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/notices", List).For(Caller.Province, Role.Applicant, Role.Counter)
            .WithName("ListNotices").WithSummary("A driver's notices, oldest first; the app sees those of its own applications.").Produces<Page<NoticeBody>>();

    private static IResult List(string driver, PageQuery page, IDurableStore store, TimeProvider clock, HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        var caller = ApplicantCaller.Of(context);
        var rows = store.Write("read notices", db =>
        {
            var key = db.KeyOf(driver);
            var found = NoticeTable.OfDriver(db, key, caller.Only, page.After ?? 0, page.Take);
            AuditTrail.Note(db, caller.Access, AuditAct.NoticeRead, key, $"{found.Count}", clock.GetUtcNow());
            return found;
        });
        return Results.Ok(Page.Of(page, rows, row => row.Seq, Describe));
    }

    private static NoticeBody Describe(NoticeRow row)
    {
        var texts = NoticeBook.Read(row.Texts);
        return new NoticeBody(row.Id, row.Application, Enum.Parse<NoticeKind>(row.Kind), texts.Zh, texts.En, row.MadeAt.Instant());
    }
}
