using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace RegionNode.Issuer.Api;

/// <summary>Strong validators of single resources (RFC 9110, 8.8): the first 16 bytes of the SHA-256 of the JSON answer.</summary>
internal static class ETags
{
    private const int Bytes = 16;
    private const string Json = "application/json; charset=utf-8";

    /// <summary>Gives a GET's JSON answer an ETag, and answers 304 where If-None-Match names it. Other answers pass as they are.</summary>
    internal static RouteHandlerBuilder WithETag(this RouteHandlerBuilder endpoint) =>
        endpoint.AddEndpointFilter(async (context, next) => Tagged(await next(context), context.HttpContext)).WithMetadata(new ETagRule());

    /// <summary>Says of a change that it takes If-Match; its handler asks <see cref="IfMatch"/>.</summary>
    internal static RouteHandlerBuilder TakesIfMatch(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(new IfMatchRule());

    /// <summary>The validator of an answer's bytes, with its quotes.</summary>
    internal static string Of(ReadOnlySpan<byte> json) => $"\"{Base64Url.EncodeToString(SHA256.HashData(json).AsSpan(0, Bytes))}\"";

    internal static JsonSerializerOptions JsonOf(HttpContext context) =>
        context.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;

    private static object? Tagged(object? answer, HttpContext context)
    {
        if (Value(answer) is not { } value)
            return answer;
        var json = JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), JsonOf(context));
        var tag = Of(json);
        context.Response.Headers.ETag = tag;
        if (context.Response.Headers.CacheControl.Count == 0) // One that says no-store has photos or people's words; its caller may still ask whether it changed.
            context.Response.Headers.CacheControl = "private, no-cache";
        var known = context.Request.GetTypedHeaders().IfNoneMatch;
        return known.Any(asked => asked.Equals(EntityTagHeaderValue.Any) || asked.Compare(new EntityTagHeaderValue(tag), useStrongComparison: false))
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Results.Bytes(json, Json);
    }

    private static object? Value(object? answer) => answer switch
    {
        INestedHttpResult nested => Value(nested.Result),
        IStatusCodeHttpResult { StatusCode: not (null or StatusCodes.Status200OK) } => null,
        IValueHttpResult result => result.Value,
        IResult or null => null,
        _ => answer,
    };
}

/// <summary>Endpoint metadata: single resource with an ETag.</summary>
internal sealed record ETagRule;

/// <summary>Endpoint metadata: a change that takes If-Match.</summary>
internal sealed record IfMatchRule;
