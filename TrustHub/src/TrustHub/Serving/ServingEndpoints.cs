using Federation.Hosting.Problems;

namespace TrustHub.Serving;

/// <summary>
/// The public interface: files, read only. What is served authenticates itself, so there is no login and no secret;
/// any mirror may stand in front.
/// </summary>
public static class ServingEndpoints
{
    private static readonly string[] ReadOnly = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Maps <c>/tuf/…</c>, <c>/status/CODE/N</c> and <c>/status/CODE</c>, for GET and HEAD.</summary>
    public static void MapPublicFiles(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/tuf/{**name}", ReadOnly, (string? name, HttpContext context, PublicFile files) =>
            Answer(context, files, PublicNames.Tuf(name ?? ""), "application/json"));
        routes.MapMethods("/status/{region}/{list}", ReadOnly, (string region, string list, HttpContext context, PublicFile files) =>
        {
            context.Response.Headers.Vary = "Accept";
            return StatusForm.Choose(context.Request) is var (form, mediaType)
                ? Answer(context, files, PublicNames.StatusList(region, list, form), mediaType)
                : CommonProblems.NotAcceptable.Result("a status list is served as application/statuslist+cwt and application/statuslist+jwt");
        });
        routes.MapMethods("/status/{region}", ReadOnly, (string region, HttpContext context, PublicFile files) =>
            Answer(context, files, PublicNames.Aggregation(region), "application/json"));
    }

    private static IResult Answer(HttpContext context, PublicFile files, string? path, string contentType) =>
        (path is null ? null : files.Answer(context, path, contentType)) ?? CommonProblems.NotFound.Result();
}
