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
/// reasons: <c>{"ready":false,"reasons":["trust: no state yet"],"checks":[{"name":"trust","state":"notReady","reasons":[{"reason":"NoTrustList",
/// "detail":"no state yet","runbook":"deploy/runbooks/alerts-gateway.md#noanchors"}]}],"simulatedClock":true}</c>. Programs add their own
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
            ["checks"] = report.Entries.Select(entry => Check(entry.Key, entry.Value)),
            ["simulatedClock"] = context.RequestServices.GetRequiredService<TimeProvider>().IsSimulated(),
        }));
    }

    /// <summary>One check, with the reasons of the closed list and where each is explained.</summary>
    private static Dictionary<string, object> Check(string name, HealthReportEntry entry) => new()
    {
        ["name"] = name,
        ["state"] = entry.Status switch { HealthStatus.Healthy => "ready", HealthStatus.Degraded => "warns", _ => "notReady" },
        ["reasons"] = Findings(entry).Select(finding => new Dictionary<string, string> { ["reason"] = finding.Reason.Name, ["detail"] = finding.Detail, ["runbook"] = finding.Reason.Runbook }),
    };

    private static IEnumerable<HealthFinding> Findings(HealthReportEntry entry) =>
        entry.Data.GetValueOrDefault(HealthFinding.Key) is HealthFinding[] findings ? findings
        : entry.Status == HealthStatus.Healthy ? []
        : [HostReasons.CheckFailed.Because((entry.Exception is null ? entry.Description : null) ?? "failed")];

    // The description of a check that threw is the exception's message, which is not for the public.
    private static string[] Texts(HealthReport report, HealthStatus status) =>
        [.. report.Entries.Where(e => e.Value.Status == status)
            .Select(e => $"{e.Key}: {(e.Value.Exception is null ? e.Value.Description : null) ?? "failed"}")];
}
