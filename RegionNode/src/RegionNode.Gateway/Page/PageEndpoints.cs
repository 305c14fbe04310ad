using Federation.Hosting.Problems;
using RegionNode.Gateway.Routing;

namespace RegionNode.Gateway.Page;

/// <summary>
/// <c>GET /</c>: the page with which people check a licence in a browser. It asks <c>POST /v1/verify</c> like any other
/// caller and is no part of the described interface.
/// </summary>
internal static class PageEndpoints
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Maps the page, its files, and what it says of its desk.</summary>
    public static void MapPage(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/", Reading, (HttpContext context) => Send(context, PageAssets.Index)).ExcludeFromDescription();
        routes.MapMethods("/page/{**name}", Reading, Send).ExcludeFromDescription();
        routes.MapGet("/page/desk", Desk).ExcludeFromDescription();
    }

    private static IResult Send(HttpContext context, string? name)
    {
        if (PageAssets.Find(name ?? "") is not { } asset) return CommonProblems.NotFound.Result();
        PageHeaders.Set(context.Response.Headers);
        return TypedResults.Bytes(asset.Content, asset.MediaType, entityTag: asset.Tag);
    }

    private static PageDesk Desk(HttpContext context, CurrentTrust trust, GatewayOptions options)
    {
        context.Response.Headers.CacheControl = "no-store";
        var region = trust.Now.State?.Registry.Regions.FirstOrDefault(region => region.Code == options.Code);
        return new PageDesk(options.Code, region?.NameZh, region?.NameEn, PageAssets.HasCodes);
    }
}
