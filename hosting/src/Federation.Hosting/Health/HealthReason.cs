using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Federation.Hosting.Health;

/// <summary>
/// Why a program is not ready, or warns: one of the closed list in docs/health.md. Names are permanent; what a check adds for people
/// may change.
/// </summary>
/// <param name="Check">The check that says it.</param>
/// <param name="Name">Its name.</param>
/// <param name="State">Unhealthy: the program is not ready; Degraded: it warns.</param>
/// <param name="Runbook">The page and heading that say what to do: <c>deploy/runbooks/log.md#5-two-views</c>.</param>
public sealed record HealthReason(string Check, string Name, HealthStatus State, string Runbook)
{
    /// <summary>A reason for which the program is not ready.</summary>
    public static HealthReason NotReady(string check, string name, string runbook) => new(check, name, HealthStatus.Unhealthy, runbook);

    /// <summary>A reason for which it warns, and goes on.</summary>
    public static HealthReason Warns(string check, string name, string runbook) => new(check, name, HealthStatus.Degraded, runbook);

    /// <summary>It is so, with words for people: numbers and names of the closed lists, nothing of a person.</summary>
    public HealthFinding Because(string detail) => new(this, detail);
}

/// <summary>A reason that holds now.</summary>
/// <param name="Reason">Which.</param>
/// <param name="Detail">For people, and public.</param>
public sealed record HealthFinding(HealthReason Reason, string Detail)
{
    /// <summary>Where a result keeps its findings.</summary>
    internal const string Key = "findings";

    /// <summary>What a check answers; without findings it is well.</summary>
    /// <param name="findings">What holds now.</param>
    /// <param name="between">What stands between their words.</param>
    public static HealthCheckResult Result(IEnumerable<HealthFinding> findings, string between = "; ")
    {
        var all = findings.ToArray();
        if (all.Length == 0) return HealthCheckResult.Healthy();
        return new HealthCheckResult(
            all.Min(finding => finding.Reason.State), string.Join(between, all.Select(finding => finding.Detail)), null, new Dictionary<string, object> { [Key] = all });
    }
}
