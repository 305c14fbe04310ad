using Microsoft.AspNetCore.Http.Features;

namespace RegionNode.Gateway.Guarding;

/// <summary>Reads a request's body before the request gets anything else of the gateway's, so that who drips one holds nothing but itself.</summary>
internal static class WholeBody
{
    /// <summary>Puts the whole body in the place of what comes; or says why there is none: too slow, too large, ended early.</summary>
    /// <param name="context">The request.</param>
    /// <param name="most">The most bytes.</param>
    public static async Task<(Refusal Refusal, string Detail)?> Read(HttpContext context, long most)
    {
        var request = context.Request;
        if (request.ContentLength > most) return (Refusal.TooLarge, $"more than {most} bytes");
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = most;
        var (body, fault) = await BodyPatience.Within(stop => All(request, most, stop), (null, (Refusal.TooSlow, BodyPatience.Detail)), context.RequestAborted);
        if (body is null) return fault;
        body.Position = 0;
        request.Body = body;
        context.Response.RegisterForDispose(body);
        return null;
    }

    private static async Task<(MemoryStream? Body, (Refusal, string)? Fault)> All(HttpRequest request, long most, CancellationToken cancel)
    {
        var body = new MemoryStream();
        try
        {
            await request.Body.CopyToAsync(body, cancel);
            return (body, null);
        }
        catch (BadHttpRequestException e)
        {
            return (null, BodyFault.Of(e, most));
        }
    }
}
