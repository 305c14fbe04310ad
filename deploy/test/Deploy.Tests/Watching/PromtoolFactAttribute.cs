namespace Deploy.Tests.Watching;

/// <summary>A test with Prometheus's own tool.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PromtoolFactAttribute : FactAttribute
{
    public PromtoolFactAttribute() => Skip = File.Exists(Promtool.Program) ? null : "Debian's package prometheus is not installed";
}
