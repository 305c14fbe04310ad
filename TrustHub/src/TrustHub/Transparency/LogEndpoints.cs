using System.Globalization;
using Federation.Hosting.Problems;
using TrustHub.Leading;
using TrustHub.Serving;
using TrustList.Format.Log;
using TrustList.Format.Registry;
using TrustList.Format.Transfers;

namespace TrustHub.Transparency;

/// <summary>The log on both interfaces: its files for everybody, <c>/log/…</c>; its service for witnesses.</summary>
public static class LogEndpoints
{
    private static readonly string[] ReadOnly = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Maps <c>/log/checkpoint</c>, <c>/log/pending</c>, <c>/log/proof</c>, <c>/log/tile/…</c>, <c>/log/issuance/CODE/N</c> and <c>/log/transfers/EPOCH</c>, for GET and HEAD, and the witnesses' service.</summary>
    public static void MapTransparency(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/log/{**name}", ReadOnly, (string? name, HttpContext context, PublicFile files) =>
            (LogNames.File(name ?? "") is var (path, type) ? files.Answer(context, path, type) : null) ?? CommonProblems.NotFound.Result());
        routes.MapMethods("/log/issuance/{region}/{number}", ReadOnly, (string region, string number, HttpContext context, LoggedBatches batches) =>
            RegionCode.IsValid(region) && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) && batches.Find(region, parsed) is { } bytes
                ? Proven(context, bytes, LoggedBatch.MediaType)
                : CommonProblems.NotFound.Result()).RequireLeader();
        routes.MapMethods("/log/transfers/{epoch}", ReadOnly, (string epoch, HttpContext context, ServedTransfers transfers) =>
            long.TryParse(epoch, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && transfers.Find(number) is { } bytes
                ? Proven(context, bytes, LoggedTransfers.MediaType)
                : CommonProblems.NotFound.Result()).RequireLeader();
        routes.MapGrpcService<TransparencyService>().RequireLeader();
    }

    private static IResult Proven(HttpContext context, byte[] bytes, string mediaType)
    {
        context.Response.Headers.CacheControl = PublicFile.Brief;
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.Bytes(bytes, mediaType);
    }
}
