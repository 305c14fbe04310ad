using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using TrustHub.Admission;
using TrustHub.Publishing;
using TrustHub.Tests.Support;
using TrustList.Protocol;
using TrustList.Testing.Telemetry;

namespace TrustHub.Tests.Watching;

/// <summary>What a running hub measures of itself.</summary>
public sealed class MetricsTests : LogTest
{
    [Fact]
    public async Task Measures_what_the_page_says_and_nothing_else()
    {
        await using var hub = await StartLoggedAsync();
        using var watched = Watch(hub);
        await hub.AdmitAsync(Operators, Operators.Shanghai);
        await Refusals.WithAsync(AdmissionFault.UnknownRole, () => hub.SubmitAsync(Operators.Shanghai, new SubmitMetadataRequest { SubmissionId = "unknown-role-1", Role = "nobody" }));
        Assert.Empty(watched.Look().Differences(MetricsPage.Of("Hub")));
        Assert.Equal(1, watched.Value("federation.refusals kind=Unknown reason=UnknownRole"));
        Assert.Equal(1, watched.Value("federation.admissions kind=Region outcome=admitted"));
        Assert.Equal(1, watched.Value("federation.admissions kind=Unknown outcome=refused"));
        Assert.NotNull(watched.Value("federation.admission.duration kind=Node"));
        Assert.Equal(0, watched.Value("federation.clock.simulated"));
    }

    [Fact]
    public async Task Tells_how_many_witnesses_are_left_over_the_quorum()
    {
        await using var hub = await StartLoggedAsync();
        using var watched = Watch(hub);
        Assert.Equal((-2, 8, 0), (watched.Look().Value("federation.witness.margin"), watched.Value("federation.witness.behind region=310000"), watched.Value("federation.log.witnessed.size")));
        var client = LogWitnesses.Client(hub, Operators.Shanghai);
        foreach (var region in Witnesses.Regions)
            await Witnesses.LookAsync(client, region, Clock.Now);
        watched.Look();
        Assert.Equal(Witnesses.Regions.Length - Witnesses.Policy.Quorum, watched.Value("federation.witness.margin"));
        Assert.Equal(Witnesses.Regions.Length, watched.Value("federation.witness.cosigners"));
        Assert.InRange(watched.Value("federation.witness.behind region=310000") ?? -1, 0, 7);
        Assert.True(watched.Value("federation.log.witnessed.size") > 0);
    }

    [Fact]
    public async Task Tells_how_much_of_every_life_is_over()
    {
        await using var hub = await StartLoggedAsync();
        await hub.AdmitAsync(Operators, Operators.Shanghai);
        await Witnesses.WitnessAsync(hub, Operators.Shanghai, Clock.Now);
        await hub.PublishedAsync();
        using var watched = Watch(hub);
        var timestamp = hub.Publisher.Published!.Timestamp;
        Assert.InRange(watched.Look().Value("federation.life.used of=timestamp") ?? -1, 0, 0.1);
        foreach (var of in new[] { "root", "targets", "snapshot", "tls", "region region=310000", "node region=310000" })
            Assert.NotNull(watched.Value($"federation.life.left of={of}"));
        Clock.Now = timestamp.SignedAt + ((timestamp.Expires - timestamp.SignedAt) * 2);
        await Until.TrueAsync(() => hub.Publisher.Published!.Timestamp.Version > timestamp.Version);
        Assert.InRange(watched.Look().Value("federation.life.used of=timestamp") ?? -1, 0, 0.1); // Signed anew.
        Assert.True(watched.Value("federation.life.used of=root") > 0);
    }

    [Fact]
    public async Task Tells_what_waits_to_be_published_and_since_when()
    {
        await using var hub = await StartLoggedAsync();
        await Witnesses.WitnessAsync(hub, Operators.Shanghai, Clock.Now);
        await hub.PublishedAsync();
        using var watched = Watch(hub);
        Assert.Equal((0, 0), (watched.Look().Value("federation.publish.backlog"), watched.Value("federation.publish.backlog.age")));
        await hub.AdmitAsync(Operators, Operators.Shanghai); // Held back until the witnesses have seen it.
        Clock.Now += TimeSpan.FromSeconds(5);
        Assert.Equal(2, watched.Look().Value("federation.publish.backlog"));
        Assert.True(watched.Value("federation.publish.backlog.age") >= 5);
        Assert.Null(hub.Services.GetRequiredService<Publisher>().Failure);
        Assert.Equal(0, watched.Value("federation.hub.failing room=publishing"));
    }

    [Fact]
    public async Task Has_the_checks_that_the_page_says()
    {
        await using var hub = await StartLoggedAsync();
        var checks = hub.Services.GetRequiredService<IOptions<HealthCheckServiceOptions>>().Value.Registrations.Select(check => check.Name);
        Assert.Equal(HealthPage.ChecksOf("Hub").Where(check => check != "leading" /* Of several instances alone. */), checks.Order(StringComparer.Ordinal));
    }

    private static WatchedInstruments Watch(RunningHub hub) => new(hub.Services.GetRequiredService<IMeterFactory>(), "hub");
}
