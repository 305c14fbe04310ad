using System.Text.Json;
using Federation.Hosting.Tls;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Federation.Hosting.Problems;

/// <summary>A refusal as a problem document (RFC 9457, <c>application/problem+json</c>) and one log line.</summary>
public sealed class ProblemResult : IResult
{
    private readonly IReadOnlyDictionary<string, object?>? _members;

    internal ProblemResult(ProblemCode code, string? detail, IReadOnlyDictionary<string, object?>? members) =>
        (Code, Detail, _members) = (code, detail, members);

    /// <summary>The entry of the closed list.</summary>
    public ProblemCode Code { get; }

    /// <summary>What is wrong in this occurrence, for the caller only.</summary>
    public string? Detail { get; }

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        Log(httpContext);
        var body = Code.Document(Detail, httpContext.TraceIdentifier);
        foreach (var (name, value) in _members ?? new Dictionary<string, object?>())
            body.TryAdd(name, value);
        httpContext.Response.StatusCode = Code.Status;
        httpContext.Response.Headers.CacheControl = "no-store";
        httpContext.Response.ContentType = "application/problem+json";
        return httpContext.Response.WriteAsync(JsonSerializer.Serialize(body), httpContext.RequestAborted);
    }

    /// <summary>The route's pattern, not the path: a path may name a person's file.</summary>
    private void Log(HttpContext context)
    {
        var logger = context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("Federation.Refusal");
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "-";
        var caller = context.ClientPin()?[..12] ?? "-";
        RefusalLog.Refused(logger, Code.Code, Code.Status, context.Request.Method, route, caller, context.TraceIdentifier);
    }
}
