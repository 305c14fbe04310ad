using System.Text.Json;
using Federation.Hosting.Clock;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Federation.Hosting.Health;

/// <summary>
/// <c>/health/live</c> answers 200 while the process serves; <c>/health/ready</c> answers 200, or 503 with the
/// reasons: <c>{"ready":false,"reasons":["trust: no state yet"],"simulatedClock":true}</c>. Programs add their own
/// checks: <c>services.AddHealthChecks().AddCheck&lt;T&gt;("trust")</c>. A degraded check gives a warning and stays ready.
/// A check's description is public: no secrets, no personal data.
/// </summary>
public static class HealthExtensions
{
    /// <summary>Adds the check that a stopping host is not ready.</summary>
    public static IServiceCollection AddFederationHealth(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<NotStopping>("host", timeout: TimeSpan.FromSeconds(2));
        return services;
    }

    /// <summary>Maps both endpoints.</summary>
    public static void MapFederationHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteAsync });
        routes.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = WriteAsync });
    }

    private static Task WriteAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["ready"] = report.Status != HealthStatus.Unhealthy,
            ["reasons"] = Texts(report, HealthStatus.Unhealthy),
            ["warnings"] = Texts(report, HealthStatus.Degraded),
            ["simulatedClock"] = context.RequestServices.GetRequiredService<TimeProvider>().IsSimulated(),
        }));
    }

    // The description of a check that threw is the exception's message, which is not for the public.
    private static string[] Texts(HealthReport report, HealthStatus status) =>
        [.. report.Entries.Where(e => e.Value.Status == status)
            .Select(e => $"{e.Key}: {(e.Value.Exception is null ? e.Value.Description : null) ?? "failed"}")];
}
