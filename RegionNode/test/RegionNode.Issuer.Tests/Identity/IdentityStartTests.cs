using Federation.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using RegionNode.Issuer.Identity;

namespace RegionNode.Issuer.Tests.Identity;

public sealed class IdentityStartTests
{
    [Fact]
    public void Rejects_the_simulated_provider_outside_a_rehearsal_unless_the_operator_says_so_twice()
    {
        Assert.Throws<StartRefusedException>(() => Chosen("simulated", rehearsal: false, allow: false));
        Assert.Throws<StartRefusedException>(() => new ServiceCollection().AddIdentity(new NodeOptions { IdentityProvider = "simulated" }, rehearsal: false));
        Assert.Equal("simulated", Chosen("simulated", rehearsal: false, allow: true));
    }

    [Fact]
    public void Has_the_simulated_provider_in_a_rehearsal_and_none_outside_where_nothing_is_said()
    {
        Assert.Equal("simulated", Chosen("", rehearsal: true, allow: false));
        Assert.Equal("none", Chosen("", rehearsal: false, allow: true));
        Assert.Equal("none", Chosen("none", rehearsal: true, allow: false));
    }

    [Theory]
    [InlineData("simulated", false, true)]
    [InlineData("simulated", true, false)]
    [InlineData("none", false, false)]
    public async Task Warns_for_ever_of_a_simulated_provider_outside_a_rehearsal(string provider, bool rehearsal, bool warns)
    {
        var services = new ServiceCollection().AddLogging();
        services.AddHealthChecks();
        await using var built = services.AddIdentity(new NodeOptions { IdentityProvider = provider, AllowSimulatedIdentity = true }, rehearsal).BuildServiceProvider();
        var report = await built.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        Assert.Equal(warns ? [HealthStatus.Degraded] : [], report.Entries.Select(entry => entry.Value.Status));
    }

    [Fact]
    public void Rejects_a_provider_that_is_not_known() =>
        Assert.Contains(new NodeOptions { IdentityProvider = "other" }.Errors(), error => error.StartsWith("IdentityProvider:", StringComparison.Ordinal));

    private static string Chosen(string provider, bool rehearsal, bool allow) => ((IIdentityProvider)new ServiceCollection()
        .AddIdentity(new NodeOptions { IdentityProvider = provider, AllowSimulatedIdentity = allow }, rehearsal)
        .Single(service => service.ServiceType == typeof(IIdentityProvider)).ImplementationInstance!).Name;
}
