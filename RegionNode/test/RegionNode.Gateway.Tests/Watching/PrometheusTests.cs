using System.Text.Json.Nodes;
using RegionNode.Gateway.Tests.World;
using TrustList.Testing;
using TrustList.Testing.Telemetry;

namespace RegionNode.Gateway.Tests.Watching;

/// <summary>A gateway, a collector, and a real Prometheus with the alert rules of deploy/alerts.</summary>
[Collection(Alone)]
public sealed class PrometheusTests
{
    private const string Alone = "alone: hosts of one name in one process send each other's metrics";
    private const string Job = $"federation/gateway/{Border.Jiangsu}";

    [PrometheusFact]
    public async Task Arrives_under_the_names_of_the_page_and_raises_the_alert_of_a_gateway_that_trusts_nobody()
    {
        await using var collector = await OtlpCollector.StartAsync();
        await using var prometheus = await LocalPrometheus.StartAsync(collector, Path.Combine(RepositoryPaths.Root!, "deploy", "alerts", "*.yaml"));
        await using var border = await Border.Open(world =>
        {
            world.OneInstance = "each process measures for itself";
            world.Settings.AddRange([$"--Telemetry:Otlp={collector.Url}", "--Telemetry:Seconds=1", "--Telemetry:Instance=gw-1"]);
        });
        Assert.Equal("Accepted", (await border.Verdict(live: true)).Outcome());

        // This world keeps no log: no epoch has an age.
        foreach (var row in MetricsPage.Of("Gateway").Where(row => row.Kind == "gauge" && row.Name != "federation.status.epoch.age"))
            Assert.All(await prometheus.Until($"{row.Prometheus}{{job=\"{Job}\",instance=\"gw-1\"}}", found => found.Count > 0), IsOurs);
        Assert.Equal("1", Value((await prometheus.Until($"sum(federation_verdicts_total{{job=\"{Job}\",outcome=\"Accepted\"}})", found => found.Count > 0))[0]));
        Assert.Equal("1", Value((await prometheus.Until($"sum(federation_verify_duration_seconds_bucket{{job=\"{Job}\",le=\"+Inf\"}})", found => found.Count > 0))[0]));
        Assert.NotEqual("NaN", Value((await prometheus.Until($"histogram_quantile(0.99, sum by (le) (federation_verify_duration_seconds_bucket{{job=\"{Job}\"}}))", found => found.Count > 0))[0]));

        Assert.Empty(await prometheus.Until("ALERTS{alertname=\"NoAnchors\"}", _ => true));
        await border.Hub.DisposeAsync(); // It would sign anew.
        border.SetClock(border.Now.AddYears(3));
        var raised = await prometheus.Until("ALERTS{alertname=\"NoAnchors\"}", found => found.Count > 0);
        Assert.Equal((Job, "critical"), (raised[0]["metric"]!["job"]!.GetValue<string>(), raised[0]["metric"]!["severity"]!.GetValue<string>()));
    }

    private static void IsOurs(JsonNode series) => Assert.Equal(Job, series["metric"]!["job"]!.GetValue<string>());

    private static string Value(JsonNode series) => series["value"]![1]!.GetValue<string>();

    [AttributeUsage(AttributeTargets.Method)]
    private sealed class PrometheusFactAttribute : FactAttribute
    {
        public PrometheusFactAttribute() => Skip = LocalPrometheus.Missing;
    }

    [CollectionDefinition(Alone, DisableParallelization = true)]
    public sealed class AloneGroup;
}
