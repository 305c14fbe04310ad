using Federation.Hosting.Problems;
using Microsoft.Net.Http.Headers;
using TrustHub.Leading;
using TrustList.Format.Status;

namespace TrustHub.Status;

/// <summary>The public files below <c>/state/</c>: packages for devices, and evidence of equivocation.</summary>
public static class StateEndpoints
{
    private static readonly string[] ReadOnly = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Maps <c>/state/heads</c>, <c>nation</c>, <c>region/CODE</c>, <c>rollup/WINDOW</c> and <c>evidence</c>, for GET and HEAD.</summary>
    public static void MapStates(this IEndpointRouteBuilder routes)
    {
        var states = routes.MapGroup("/state").RequireLeader();
        states.MapMethods("/heads", ReadOnly, (HttpContext context, StatusPackages packages) => AnswerAsync(context, packages, "heads"));
        states.MapMethods("/nation", ReadOnly, (HttpContext context, StatusPackages packages) => AnswerAsync(context, packages, "nation"));
        states.MapMethods("/region/{code}", ReadOnly, (string code, HttpContext context, StatusPackages packages) =>
            AnswerAsync(context, packages, $"region/{code}"));
        states.MapMethods("/rollup/{window}", ReadOnly, (string window, HttpContext context, StatusPackages packages) =>
            AnswerAsync(context, packages, $"rollup/{window}"));
        states.MapMethods("/evidence", ReadOnly, (HttpContext context, IStatusStore store) =>
        {
            context.Response.Headers.CacheControl = "no-cache";
            return Results.Bytes(EquivocationJson.Of(store.Equivocations()), "application/json");
        });
    }

    private static async Task<IResult> AnswerAsync(HttpContext context, StatusPackages packages, string name)
    {
        if (await packages.FindAsync(name, context.RequestAborted) is not { } package)
            return CommonProblems.NotFound.Result("no such package, or no epoch is witnessed yet");
        // A mirror may answer for a second: not longer, or a device would ask in vain for what the feed told it.
        context.Response.Headers.CacheControl = "public, max-age=1";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.Bytes(
            package.Bytes, StatusPackage.MediaType, enableRangeProcessing: true, entityTag: new EntityTagHeaderValue($"\"{package.Tag}\""));
    }
}
