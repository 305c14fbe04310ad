using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Federation.Hosting.Telemetry;

/// <summary>
/// A span around each request, under the trace that the caller named (W3C Trace Context). The framework's own span is not used: it
/// names paths and queries as they were asked for, and these may name a person's file.
/// </summary>
internal sealed class RequestSpans(Tracing tracing) : IStartupFilter
{
    /// <summary>The operation of every request's span.</summary>
    public const string Name = "request";

    private const string Parent = "traceparent";

    /// <inheritdoc/>
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(Around);
        next(app);
    };

    private async Task Around(HttpContext context, RequestDelegate next)
    {
        _ = ActivityContext.TryParse(context.Request.Headers[Parent], null, isRemote: true, out var caller); // Unreadable: none.
        Forget(context.Request.Headers);
        Activity.Current = null; // The framework's span, which nobody gets to see, is not the parent.
        using var span = tracing.Source.StartActivity(Name, ActivityKind.Server, caller) ?? Unseen(caller);
        try
        {
            await next(context);
        }
        finally
        {
            Describe(span, context);
        }
    }

    /// <summary>For when nobody looks: the trace goes on all the same, so that the programs behind this one are told of it.</summary>
    private static Activity Unseen(ActivityContext caller)
    {
        var span = new Activity(Name);
        if (caller.TraceId != default) span.SetParentId(caller.TraceId, caller.SpanId, caller.TraceFlags);
        return span.Start();
    }

    // What is passed on names the present span as its parent, or nobody: a proxy copies headers.
    private static void Forget(IHeaderDictionary headers)
    {
        headers.Remove(Parent);
        headers.Remove("tracestate");
        headers.Remove("baggage");
    }

    /// <summary>The route's pattern, not the path.</summary>
    private static void Describe(Activity span, HttpContext context)
    {
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "-";
        span.DisplayName = route;
        span.SetTag("http.route", route);
        span.SetTag("http.response.status_code", context.Response.StatusCode);
        if (context.Response.StatusCode >= StatusCodes.Status500InternalServerError) span.SetStatus(ActivityStatusCode.Error);
    }
}
