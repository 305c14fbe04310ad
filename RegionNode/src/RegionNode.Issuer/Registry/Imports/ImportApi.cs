using System.Text.Encodings.Web;
using System.Text.Json;
using Federation.Hosting.Description;
using Federation.Hosting.Limits;
using RegionNode.Issuer.Api;
using RegionNode.Issuer.Audit;
using RegionNode.Issuer.Callers;
using RegionNode.Issuer.Registry.Letters;

namespace RegionNode.Issuer.Registry.Imports;

/// <summary>A whole province comes in here, in chunks.</summary>
internal static class ImportApi
{
    private const long MaxBodyBytes = 4096;
    private const long MaxChunkBytes = 8 << 20;
    private const int MaxName = 100;
    private const int ListedImports = 100;
    private const int ReportPage = 1_000;
    private const string Ndjson = "application/x-ndjson; charset=utf-8";

    private static readonly JsonSerializerOptions Names = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static void MapImports(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/imports", Open).For(Caller.Province, Role.Registry).WithBodyLimit(MaxBodyBytes).Idempotent()
            .WithName("OpenImport").WithSummary("Opens an import; one is open at a time. Nobody sees any of it before it is finished.")
            .Produces<ImportBody>(StatusCodes.Status201Created)
            .Refuses(IssuerProblems.ImportRefused, IssuerProblems.UnknownLetterTable, IssuerProblems.AnotherImportOpen);
        routes.MapPut("/imports/{id}/data", TakeAsync).For(Caller.Province, Role.Registry).WithBodyLimit(MaxChunkBytes)
            .WithName("PutImportData").WithSummary("Takes a chunk of at most 8 MB that begins at the offset; a wrong one is answered by the right one.")
            .Accepts<Stream>("application/octet-stream")
            .Produces<ImportBody>()
            .Refuses(IssuerProblems.HeaderRefused, IssuerProblems.NoSuchImport, IssuerProblems.ImportClosed, IssuerProblems.WrongOffset);
        routes.MapPost("/imports/{id}/finish", FinishAsync).For(Caller.Province, Role.Registry).WithBodyLimit(MaxBodyBytes)
            .WithName("FinishImport").WithSummary("Decides the import: every line that stands goes into the registry. Asking again does no harm.")
            .Produces<ImportBody>(StatusCodes.Status202Accepted)
            .Refuses(IssuerProblems.NoSuchImport, IssuerProblems.ImportClosed, IssuerProblems.WrongOffset, IssuerProblems.TooManyRefused);
        routes.MapDelete("/imports/{id}", Cancel).For(Caller.Province, Role.Registry)
            .WithName("CancelImport").WithSummary("Gives up an import that is not finished; the registry is as before.")
            .Produces<ImportBody>()
            .Refuses(IssuerProblems.NoSuchImport, IssuerProblems.ImportClosed);
        routes.MapGet("/imports", (ImportDesk desk) => new Page<ImportBody>([.. desk.Newest(ListedImports).Select(ImportBody.Of)], null))
            .For(Caller.Province, Role.Registry)
            .WithName("ListImports").WithSummary("The newest hundred imports, the newest first.")
            .Produces<Page<ImportBody>>();
        routes.MapGet("/imports/{id}", Find).For(Caller.Province, Role.Registry).WithETag()
            .WithName("GetImport").WithSummary("How far an import is.")
            .Produces<ImportBody>()
            .Refuses(IssuerProblems.NoSuchImport);
        routes.MapGet("/imports/{id}/refused", Refused).For(Caller.Province, Role.Registry)
            .WithName("GetRefusedLines").WithSummary("Every refused line after a number, one JSON object a line.")
            .Produces<RefusedLineBody>(contentType: "application/x-ndjson")
            .Refuses(IssuerProblems.NoSuchImport);
        routes.MapGet("/letter-tables", () => new Page<LetterTableBody>([.. LetterTables.All.Select(LetterTableBody.Of)], null)).For(Caller.Province)
            .WithName("ListLetterTables").WithSummary("The versions of status letters that imports and events may name.")
            .Produces<Page<LetterTableBody>>();
    }

    private static IResult Open(OpenImportBody body, ImportDesk desk, HttpContext context)
    {
        if (body.Name.Length is 0 or > MaxName || body.Name.Any(char.IsControl) || (body.Format == ImportFormat.Ndjson && body.Encoding != ImportEncoding.Utf8))
            return IssuerProblems.ImportRefused.Result();
        if (LetterTables.Find(body.LetterTable) is not { } letters)
            return IssuerProblems.UnknownLetterTable.Result();
        var answer = desk.Open(new ImportForm(body.Format, body.Encoding, letters), body.Name, Access.Of(context).Who);
        return answer.Outcome == ImportOutcome.Done
            ? Results.Created($"/imports/{answer.Import!.Id}", ImportBody.Of(answer.Import))
            : Result(answer);
    }

    private static async Task<IResult> TakeAsync(string id, long offset, HttpRequest request, ImportIntake intake) =>
        Result(await intake.TakeAsync(id, offset, request.Body, last: false, request.HttpContext.RequestAborted));

    private static async Task<IResult> FinishAsync(string id, FinishImportBody body, ImportIntake intake, ImportDesk desk)
    {
        await intake.EndAsync(id, body.Bytes);
        return Result(desk.Finish(id, body.Bytes, body.RefusedAtMost), StatusCodes.Status202Accepted);
    }

    private static IResult Cancel(string id, ImportDesk desk) => Result(desk.Cancel(id));

    private static IResult Find(string id, ImportDesk desk) =>
        desk.Find(id) is { } import ? Results.Ok(ImportBody.Of(import)) : IssuerProblems.NoSuchImport.Result();

    // Page by page: the store is not held while a slow caller reads.
    private static IResult Refused(string id, ImportDesk desk, long after = 0)
    {
        if (desk.Find(id) is null)
            return IssuerProblems.NoSuchImport.Result();
        return Results.Stream(
            async stream =>
            {
                for (var page = desk.Refused(id, after, ReportPage); page.Count > 0; page = desk.Refused(id, page[^1].Line, ReportPage))
                {
                    foreach (var line in page)
                    {
                        await JsonSerializer.SerializeAsync(stream, RefusedLineBody.Of(line), Names);
                        await stream.WriteAsync("\n"u8.ToArray());
                    }
                }
            },
            Ndjson);
    }

    private static IResult Result(ImportAnswer answer, int done = StatusCodes.Status200OK) => answer.Outcome switch
    {
        ImportOutcome.Done => Results.Json(ImportBody.Of(answer.Import!), statusCode: done),
        ImportOutcome.NoSuchImport => IssuerProblems.NoSuchImport.Result(),
        ImportOutcome.Closed => IssuerProblems.ImportClosed.Result(),
        ImportOutcome.HeaderRefused => IssuerProblems.HeaderRefused.Result(answer.Detail),
        ImportOutcome.TooManyRefused => IssuerProblems.TooManyRefused.Result(members: new Dictionary<string, object?> { ["refused"] = answer.Import!.Refused }),
        ImportOutcome.AnotherOpen => IssuerProblems.AnotherImportOpen.Result(members: new Dictionary<string, object?> { ["importId"] = answer.Import!.Id }),
        _ => IssuerProblems.WrongOffset.Result(answer.Detail, new Dictionary<string, object?> { ["offset"] = answer.Import!.Received }),
    };
}
