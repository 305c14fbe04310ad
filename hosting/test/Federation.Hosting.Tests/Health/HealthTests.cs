using System.Net;
using System.Text.Json;
using Federation.Hosting.Clock;
using Federation.Hosting.Health;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Federation.Hosting.Tests.Health;

public sealed class HealthTests
{
    [Fact]
    public async Task Tells_why_it_is_not_ready_and_stays_live()
    {
        var state = HealthCheckResult.Unhealthy("no state yet");
        await using var host = await LoopbackHost.StartAsync(_ => { }, configure: builder =>
            builder.Services.AddHealthChecks().AddCheck("trust", () => state));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, false, "trust: no state yet"), await ReadyAsync(host, "reasons"));
        using var http = new HttpClient();
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(new Uri(host.Url, "/health/live"))).StatusCode);

        state = HealthCheckResult.Degraded("metadata past half of its life");
        Assert.Equal((HttpStatusCode.OK, true, "trust: metadata past half of its life"), await ReadyAsync(host, "warnings"));
        state = HealthCheckResult.Healthy();
        Assert.Equal((HttpStatusCode.OK, true, null), await ReadyAsync(host, "reasons"));
    }

    [Fact]
    public async Task Names_each_check_with_its_state_its_reasons_and_their_pages()
    {
        var (away, late) = (HealthReason.NotReady("store", "DatabaseAway", "deploy/runbooks/a.md#away"), HealthReason.Warns("trust", "HubAway", "deploy/runbooks/a.md#hub"));
        await using var host = await LoopbackHost.StartAsync(_ => { }, configure: builder => builder.Services.AddHealthChecks()
            .AddCheck("store", () => HealthFinding.Result([away.Because("gone"), late.Because("and late")])).AddCheck("trust", () => HealthFinding.Result([late.Because("late")]))
            .AddCheck("well", () => HealthFinding.Result([])).AddCheck<Throwing>("broken"));
        using var http = new HttpClient();
        using var response = await http.GetAsync(new Uri(host.Url, "/health/ready"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        var checks = json.RootElement.GetProperty("checks").EnumerateArray().Select(check => $"{check.GetProperty("name").GetString()} {check.GetProperty("state").GetString()}: "
            + string.Join(", ", check.GetProperty("reasons").EnumerateArray().Select(reason => $"{reason.GetProperty("reason").GetString()} ({reason.GetProperty("detail").GetString()}) {reason.GetProperty("runbook").GetString()}")));
        Assert.Equal(
        [
            "broken notReady: CheckFailed (failed) deploy/runbooks/alerts-common.md#notready", "host ready: ",
            "store notReady: DatabaseAway (gone) deploy/runbooks/a.md#away, HubAway (and late) deploy/runbooks/a.md#hub", "trust warns: HubAway (late) deploy/runbooks/a.md#hub", "well ready: ",
        ], checks.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Hides_the_exception_of_a_failing_check()
    {
        await using var host = await LoopbackHost.StartAsync(_ => { }, configure: builder =>
            builder.Services.AddHealthChecks().AddCheck<Throwing>("store"));
        var (status, _, reason) = await ReadyAsync(host, "reasons");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Equal("store: failed", reason);
    }

    [Fact]
    public async Task Says_that_the_clock_is_simulated()
    {
        using var folder = new TemporaryFolder();
        ClockFile.Write(folder.File("clock.json"), new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using var host = await LoopbackHost.StartAsync(
            _ => { }, args: ["--Rehearsal:Clock", folder.File("clock.json"), "--Rehearsal:KeysAreTest", "true"]);
        using var http = new HttpClient();
        using var json = JsonDocument.Parse(await http.GetStringAsync(new Uri(host.Url, "/health/ready")));
        Assert.True(json.RootElement.GetProperty("simulatedClock").GetBoolean());
    }

    private static async Task<(HttpStatusCode Status, bool Ready, string? First)> ReadyAsync(LoopbackHost host, string list)
    {
        using var http = new HttpClient();
        using var response = await http.GetAsync(new Uri(host.Url, "/health/ready"));
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return (response.StatusCode, json.RootElement.GetProperty("ready").GetBoolean(),
            json.RootElement.GetProperty(list).EnumerateArray().Select(e => e.GetString()).FirstOrDefault());
    }

    private sealed class Throwing : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            throw new InvalidOperationException("password=hunter2");
    }
}
