namespace TrustList.Testing.Telemetry;

/// <summary>One metric as docs/metrics.md has it.</summary>
/// <param name="Section">The heading above it: <c>Every program</c>, <c>Hub</c>, <c>Issuer</c>, <c>Gateway</c> or <c>Of the framework</c>.</param>
/// <param name="Name">As in OTLP.</param>
/// <param name="Kind"><c>counter</c>, <c>gauge</c> or <c>histogram</c>.</param>
/// <param name="Unit">As in OTLP.</param>
/// <param name="Prometheus">What Prometheus calls it.</param>
/// <param name="Meaning">What it says.</param>
/// <param name="Attributes">The names of its attributes.</param>
public sealed record MetricRow(string Section, string Name, string Kind, string Unit, string Prometheus, string Meaning, IReadOnlyList<string> Attributes)
{
    /// <summary>The names of its series at Prometheus.</summary>
    public IEnumerable<string> Series => Kind == "histogram" ? [$"{Prometheus}_bucket", $"{Prometheus}_count", $"{Prometheus}_sum"] : [Prometheus];
}
