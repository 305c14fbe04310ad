using System.Reflection;
using Federation.Hosting.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using TrustList.Testing;
using TrustList.Testing.Telemetry;

namespace Deploy.Tests.Watching;

/// <summary>docs/health.md says every reason for which a program is not ready, or warns.</summary>
public sealed class HealthPageTests
{
    private static readonly (string Section, string Assembly)[] Programs = [("Every program", "Federation.Hosting"), ("Hub", "TrustHub"), ("Issuer", "RegionNode.Issuer"), ("Gateway", "RegionNode.Gateway")];

    [Fact]
    public void Names_every_reason_of_the_programs_and_no_other()
    {
        var declared = Programs.SelectMany(program => Reasons(Assembly.Load(program.Assembly)).Select(reason => new HealthRow(
            program.Section, reason.Check, reason.Name, reason.State == HealthStatus.Unhealthy ? "notReady" : "warns", reason.Runbook))).ToHashSet();
        Assert.True(declared.Count > 40, $"{declared.Count}");
        Assert.Equal([], declared.Except(HealthPage.All).Concat(HealthPage.All.Except(declared)));
        Assert.Equal(declared.Count, declared.DistinctBy(row => row.Reason).Count()); // One name, one meaning, in all programs.
        Assert.All(declared, row => Assert.True(Runbook.Holds(RepositoryPaths.Root!, row.Runbook), row.Runbook));
    }

    private static IEnumerable<HealthReason> Reasons(Assembly assembly) =>
        from type in assembly.GetTypes()
        from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
        where field.FieldType == typeof(HealthReason)
        select (HealthReason)field.GetValue(null)!;
}
