using System.Net;
using Federation.Hosting.Options;
using Federation.Hosting.Tls;
using Microsoft.Extensions.Configuration;
using RegionNode.Issuer.Callers;
using RegionNode.Issuer.Tests.World;

namespace RegionNode.Issuer.Tests.Callers;

public sealed class LimitTests
{
    [Fact]
    public async Task Rejects_what_one_system_asks_too_often_and_serves_the_others()
    {
        using var other = TlsIdentity.FromPem(TlsIdentity.CreateKeyPem());
        await using var region = await TestRegion.StartAsync($"--Node:ProvinceSystemPins:1={other.Pin}", "--Limits:ReadPerSecond=2");
        using var client = region.Client(region.ProvinceSystem);
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => client.GetAsync(new Uri("/licences/none", UriKind.Relative))));
        var refused = answers.Where(answer => answer.StatusCode == HttpStatusCode.TooManyRequests).ToList();
        Assert.InRange(refused.Count, 20, 38);
        Assert.All(refused, answer => Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 2));
        Assert.Equal("TooMany", (await Answer.OfAsync(refused[0])).Problem);
        using var neighbour = region.Client(other);
        Assert.Equal("NoSuchLicence", (await Answer.OfAsync(await neighbour.GetAsync(new Uri("/licences/none", UriKind.Relative)))).Problem);
        Assert.Equal("NoSuchDriver", (await Office.Of(region).ApplyAsync(1)).Problem); // Changes are counted apart.
    }

    [Fact]
    public async Task Never_limits_health_and_limits_strangers_together()
    {
        await using var region = await TestRegion.StartAsync("--Limits:OpenPerSecond=1");
        using var stranger = region.Client(region.Stranger);
        var health = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => stranger.GetAsync(new Uri("/health/live", UriKind.Relative))));
        Assert.All(health, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        using var second = TlsIdentity.FromPem(TlsIdentity.CreateKeyPem());
        using var another = region.Client(second);
        var asked = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => (i % 2 == 0 ? stranger : another).GetAsync(new Uri("/openapi/v1.json", UriKind.Relative))));
        Assert.True(asked.Count(answer => answer.StatusCode == HttpStatusCode.TooManyRequests) >= 10);
    }

    [Fact]
    public async Task Rejects_guesses_at_one_offer_while_other_holders_collect()
    {
        await using var region = await TestRegion.StartAsync("--Limits:DevicePerMinute=3");
        using var office = Office.Of(region);
        using var phone = Phone.Of(region);
        var nonce = await phone.NonceAsync();
        var answers = new List<Answer>();
        for (var i = 0; i < 8; i++)
            answers.Add((await phone.SendAsync(phone.Request(nonce, "guessed-offer"))).Answer);
        Assert.Equal(5, answers.Count(answer => answer.Problem == "TooMany"));
        await phone.LicenceAsync(await office.OfferAsync(1));
    }

    [Fact]
    public async Task Rejects_holders_all_together()
    {
        await using var region = await TestRegion.StartAsync("--Limits:HolderPerSecond=2");
        using var gateway = region.Client(region.Gateway);
        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => gateway.PostAsync(new Uri("/holder/nonce", UriKind.Relative), null)));
        Assert.InRange(answers.Count(answer => answer.StatusCode == HttpStatusCode.TooManyRequests), 15, 28);
    }

    [Theory]
    [InlineData("ReadPerSecond", "0")]
    [InlineData("DevicePerMinute", "-1")]
    [InlineData("HolderPerSecond", "1000001")]
    [InlineData("NoSuch", "1")]
    public void Rejects_a_setting_that_is_no_limit(string name, string value)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new($"Limits:{name}", value)]).Build();
        Assert.Single(OptionsReading<CallLimitOptions>.Of(configuration, CallLimitOptions.Section).Errors);
    }
}
