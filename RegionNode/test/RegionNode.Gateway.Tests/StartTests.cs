using System.Net;
using System.Text.Json.Nodes;
using Federation.Hosting;
using RegionNode.Gateway.Tests.World;
using TrustList.Testing;

namespace RegionNode.Gateway.Tests;

public sealed class StartTests
{
    [Fact]
    public void Refuses_to_start_and_lists_every_wrong_setting()
    {
        var refused = Assert.Throws<StartRefusedException>(() => GatewayApp.Build(
            ["--Gateway:Code=31", "--Gateway:Url=http://127.0.0.1:1", "--Gateway:SyncSeconds=0", "--Gateway:IssuerPins:0=xyz", "--Gateway:Colour=red",
            "--Gateway:Redis=cache.test:6379,password=x", "--Gateway:RedisPrefix=a b", "--Gateway:RedisMilliseconds=0", "--Gateway:Instances=0", "--Gateway:LiveReuseSeconds=-1"]));
        foreach (var setting in new[] { "Code", "DataDir", "Url", "HubPublicUrl", "TrustAnchor", "IssuerUrl", "SyncSeconds", "IssuerPins", "Colour", "Redis", "RedisPrefix", "RedisMilliseconds", "Instances", "LiveReuseSeconds" })
            Assert.Contains(refused.Errors, error => error.StartsWith($"Gateway:{setting}:", StringComparison.Ordinal));
    }

    [Fact]
    public void Keeps_its_key_when_incepted_twice()
    {
        var folder = Directory.CreateTempSubdirectory("gateway-test-");
        Assert.Equal(GatewayUnderTest.Incept(folder.FullName), GatewayUnderTest.Incept(folder.FullName));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Inception.TlsKeyFile(folder.FullName, test: true)));
        folder.Delete(recursive: true);
    }

    [Fact]
    public void Rejects_a_wrong_usage_of_incept()
    {
        using var errors = new StringWriter();
        Assert.Equal(64, Inception.Run(["incept", "--folder", "x"], TextWriter.Null, errors));
        Assert.StartsWith("usage:", errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_ready_only_with_a_list_in_date()
    {
        await using var border = await Border.Open(world => world.Hub.Misbehave(Misbehaviour.ServerError, _ => true));
        var (status, body) = await Ready(border);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.StartsWith("trust: no trust list; last sync: ServerError", body["reasons"]![0]!.GetValue<string>(), StringComparison.Ordinal);

        border.Hub.Behave();
        await Eventually.True("it is ready", async () => (await Ready(border)).Status == HttpStatusCode.OK);

        border.Hub.Misbehave(Misbehaviour.ServerError, _ => true);
        await Eventually.True("it warns", async () => (await Ready(border)).Body["warnings"]!.AsArray().Any(warning => warning!.GetValue<string>().StartsWith("trust: last sync: ServerError", StringComparison.Ordinal)));
        border.SetClock(Border.Start.AddHours(25));
        await Eventually.True("it is not ready", async () => (await Ready(border)).Status == HttpStatusCode.ServiceUnavailable);
        Assert.StartsWith("trust: the trust list expired at 2020-10-13", (await Ready(border)).Body["reasons"]![0]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("-----BEGIN CERTIFICATE-----")]
    public async Task Is_never_ready_by_an_anchor_that_is_none(string anchor)
    {
        await using var border = await Border.Open(world => File.WriteAllText(world.Anchor, anchor));
        var (status, body) = await Ready(border);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.StartsWith("trust: no trust list", body["reasons"]![0]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(("Undecided", "NoTrustState"), await border.Verdict(live: true) is var verdict ? (verdict.Outcome(), verdict.Reason()) : default);
    }

    [Fact]
    public async Task Tells_what_it_believes()
    {
        await using var border = await Border.Open();
        var trust = await Asking.Trust(border.Gateway);
        Assert.Equal(1, trust["versions"]!["root"]!.GetValue<int>());
        Assert.Equal("Ok", trust["lastSync"]!["outcome"]!.GetValue<string>());
        Assert.True(trust["simulatedClock"]!.GetValue<bool>());
    }

    private static async Task<(HttpStatusCode Status, JsonNode Body)> Ready(Border border)
    {
        using var client = border.Gateway.Client();
        using var answer = await client.GetAsync(new Uri("/health/ready", UriKind.Relative));
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!);
    }
}
