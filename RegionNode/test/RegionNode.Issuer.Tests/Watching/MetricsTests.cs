using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using RegionNode.Issuer.Tests.World;
using TrustList.Testing.Telemetry;

namespace RegionNode.Issuer.Tests.Watching;

/// <summary>What a running issuer measures of itself.</summary>
public sealed class MetricsTests
{
    [Fact]
    public async Task Measures_what_the_page_says_and_nothing_else()
    {
        await using var region = await TestRegion.StartAsync();
        using var watched = Watch(region);
        using var office = Office.Of(region);
        using var phone = Phone.Of(region);
        await phone.LicenceAsync(await office.OfferAsync(1));
        await Eventually.TrueAsync(() => watched.Look().Value("federation.outbox.waiting kind=StatusHead") == 0 && watched.Value("federation.status.head.age") is not null, "the head is at the hub");
        Assert.Empty(watched.Differences(MetricsPage.Of("Issuer")));
        Assert.NotNull(watched.Value("federation.issuance.duration outcome=issued"));
        Assert.Equal((0, 0, 0, 0), (
            watched.Value("federation.chain.state chain=head"), watched.Value("federation.hub.lost"), watched.Value("federation.review.waiting"), watched.Value("federation.outbox.refused")));
        Assert.NotNull(watched.Value("federation.hub.contact.age"));
        foreach (var of in new[] { "region", "node", "document-signer", "status-key", "tls" })
            Assert.True(watched.Value($"federation.life.used of={of}") >= 0, of);
    }

    [Fact]
    public async Task Tells_what_waits_since_when_while_the_hub_is_away()
    {
        await using var region = await TestRegion.StartAsync();
        await region.FirstListAsync();
        using var watched = Watch(region);
        using var office = Office.Of(region);
        await region.StopHubAsync();
        using var phone = Phone.Of(region);
        await phone.LicenceAsync(await office.OfferAsync(1));
        await Eventually.TrueAsync(() => watched.Look().Value("federation.outbox.waiting kind=IssuanceBatch") > 0 && watched.Value("federation.hub.lost") == 1, "the batch waits");
        region.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.True(watched.Look().Value("federation.outbox.age kind=IssuanceBatch") >= 120);
    }

    [Fact]
    public async Task Has_the_checks_that_the_page_says()
    {
        await using var region = await TestRegion.StartAsync();
        var checks = region.Issuer.Services.GetRequiredService<IOptions<HealthCheckServiceOptions>>().Value.Registrations.Select(check => check.Name);
        Assert.Equal(HealthPage.ChecksOf("Issuer").Where(check => check is not "identity" /* Outside a rehearsal alone. */ and not "leading" /* Of several instances alone. */), checks.Order(StringComparer.Ordinal));
    }

    private static WatchedInstruments Watch(TestRegion region) => new(region.Issuer.Services.GetRequiredService<IMeterFactory>(), $"issuer/{Province.Code}");
}
