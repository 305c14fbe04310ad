namespace RegionNode.Issuer.Api;

/// <summary>An answer as it can be kept and given again: status, media type, place, bytes.</summary>
internal sealed record RecordedAnswer(int Status, string? MediaType, string? Location, byte[] Body)
{
    internal bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>Runs the endpoint and holds its answer back.</summary>
    internal static async Task<RecordedAnswer> TakeAsync(HttpContext context, RequestDelegate next)
    {
        var real = context.Response.Body;
        using var held = new MemoryStream();
        context.Response.Body = held;
        try
        {
            await next(context);
        }
        finally
        {
            context.Response.Body = real;
        }
        return new RecordedAnswer(context.Response.StatusCode, context.Response.ContentType, context.Response.Headers.Location, held.ToArray());
    }

    /// <summary>Sends what was held back; its headers stand in the response already.</summary>
    internal async Task GiveAsync(HttpContext context)
    {
        if (Body.Length > 0)
            await context.Response.Body.WriteAsync(Body, context.RequestAborted);
    }

    /// <summary>Sends a kept answer.</summary>
    internal Task PutAsync(HttpContext context)
    {
        context.Response.StatusCode = Status;
        context.Response.ContentType = MediaType;
        context.Response.Headers.CacheControl = "no-store";
        if (Location is not null)
            context.Response.Headers.Location = Location;
        return GiveAsync(context);
    }
}
