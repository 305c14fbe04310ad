using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using RegionNode.Gateway.Tests.World;
using TrustList.Testing.Telemetry;

namespace RegionNode.Gateway.Tests.Watching;

/// <summary>What a running gateway measures of itself.</summary>
public sealed class MetricsTests
{
    [Fact]
    public async Task Measures_what_the_page_says_and_nothing_else()
    {
        await using var border = await Border.Open(world => world.OneInstance = "each process measures for itself");
        using var watched = Watch(border);
        Assert.Equal("Accepted", (await border.Verdict(live: true)).Outcome());
        Assert.Empty(watched.Look().Differences(MetricsPage.Of("Gateway")));
        Assert.Equal(1, watched.Value("federation.verdicts purpose=Counter outcome=Accepted reason=-") ?? watched.Value("federation.verdicts purpose=Roadside outcome=Accepted reason=-"));
        Assert.True(watched.Value("federation.anchors") > 0);
        Assert.True(watched.Value("federation.trust.regions standing=trusted") > 0);
        Assert.Equal((0, 1, 1, 1), (
            watched.Value($"federation.breaker.open region={Border.Shanghai}"), watched.Value("federation.cache.available"), watched.Value("federation.trail.available"), watched.Value("federation.clock.simulated")));
    }

    [Fact]
    public async Task Tells_that_no_anchor_is_left_when_the_list_has_expired()
    {
        await using var border = await Border.Open(world => world.OneInstance = "each process measures for itself");
        using var watched = Watch(border);
        Assert.True(watched.Look().Value("federation.anchors") > 0);
        Assert.InRange(watched.Value("federation.life.used of=trust-list") ?? -1, 0, 0.99);
        await border.Hub.DisposeAsync();
        border.SetClock(border.Now.AddYears(3));
        await Eventually.True("the list has expired", () => Task.FromResult(watched.Look().Value("federation.anchors") == 0));
        Assert.True(watched.Value("federation.life.used of=trust-list") > 1);
        Assert.True(watched.Value("federation.life.left of=trust-list") < 0);
    }

    [Fact]
    public async Task Has_the_checks_that_the_page_says()
    {
        await using var border = await Border.Open();
        var checks = border.Gateway.Services.GetRequiredService<IOptions<HealthCheckServiceOptions>>().Value.Registrations.Select(check => check.Name);
        Assert.Equal(HealthPage.ChecksOf("Gateway"), checks.Order(StringComparer.Ordinal));
    }

    private static WatchedInstruments Watch(Border border) => new(border.Gateway.Services.GetRequiredService<IMeterFactory>(), $"gateway/{Border.Jiangsu}");
}
