using Federation.Hosting.Description;
using Federation.Hosting.Problems;
using RegionNode.Issuer.Api;
using RegionNode.Issuer.Callers;
using RegionNode.Issuer.Live;
using RegionNode.Issuer.Storage;
using TrustList.Format.Encoding;

namespace RegionNode.Issuer.Audit;

/// <summary>The audit trail for supervisors.</summary>
internal static class AuditApi
{
    internal static void MapAudit(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/audit", Show).For(Caller.Province, Role.Supervisor)
            .WithName("GetAudit")
            .WithSummary("Who got at whose record, and why. By driver key, or by file number; looking is itself recorded.")
            .Produces<Page<AuditEntryBody>>();
        routes.MapGet("/audit/export", Export).For(Caller.Province, Role.Supervisor)
            .WithName("ExportAudit")
            .WithSummary("The entries from one instant to another as lines of JSON, with signed checkpoints, for trustctl audit verify.")
            .Produces<string>(StatusCodes.Status200OK, AuditExport.MediaType)
            .Refuses(IssuerProblems.NoSuchEntries, IssuerProblems.NoStatusKey);
    }

    private static IResult Show(PageQuery page, AuditDesk desk, HttpContext context, string? driver = null, string? fileNumber = null)
    {
        if (driver is not null && fileNumber is not null)
            return CommonProblems.Malformed.Result("driver or fileNumber, not both");
        if (driver is not null && !DriverKey.IsForm(driver))
            return CommonProblems.Malformed.Result("driver is a driver key as the trail has it");
        var rows = desk.Show(page, driver, fileNumber, Access.Of(context));
        context.Response.Headers.CacheControl = "no-store";
        return Results.Ok(Page.Of(page, rows, row => row.Entry.Seq, AuditEntryBody.Of));
    }

    private static IResult Export(AuditDesk desk, HttpContext context, string? from = null, string? to = null)
    {
        if (Instant(from, DateTimeOffset.UnixEpoch) is not { } begin || Instant(to, DateTimeOffset.MaxValue) is not { } end)
            return CommonProblems.Malformed.Result("from and to are instants like 2020-10-12T00:00:00Z");
        try
        {
            if (desk.Begin(begin, end, Access.Of(context)) is not { } range)
                return IssuerProblems.NoSuchEntries.Result();
            context.Response.Headers.CacheControl = "no-store";
            return Results.Stream(
                (stream) => AuditExport.WriteAsync(desk, range, System.IO.Pipelines.PipeWriter.Create(stream), context.RequestAborted), AuditExport.MediaType);
        }
        catch (NoStatusKeyException)
        {
            return IssuerProblems.NoStatusKey.Result();
        }
    }

    private static DateTimeOffset? Instant(string? text, DateTimeOffset otherwise) =>
        text is null ? otherwise : Instants.TryParse(text, out var instant) ? instant : null;
}
