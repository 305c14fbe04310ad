using System.Net;
using System.Text.Json.Nodes;
using RegionNode.Issuer.Tests.Registry;
using RegionNode.Issuer.Tests.World;
using TrustList.Format.Status;

namespace RegionNode.Issuer.Tests.Faults;

/// <summary>
/// Poisoned events in the registry's feed while callers work: nothing of what is sound is lost or overtaken, what waits drains
/// once the poison is healed, and health tells how much of it there is.
/// </summary>
public sealed class PoisonedFeedTests
{
    private const int Clerks = 2;
    private const int Batches = 12;
    private const int Known = 900_001, Unknown = 900_002;

    [Fact]
    public async Task Survives_poisoned_events_amid_the_feed_under_load()
    {
        await using var region = await TestRegion.StartAsync();
        using var office = Office.Of(region);
        using var registry = ImportCaller.Of(region);
        var offer = await office.OfferAsync(Known);
        var clerks = new BusyClerks(region, Clerks);
        clerks.Start();
        await clerks.ProgressAsync(1);

        // In each batch one sound event before the poison and one behind it; the letters of the last one stand at the end.
        for (var batch = 0; batch < Batches; batch++)
        {
            var outcomes = (await registry.SendAsync(Letters(Known, (batch * 3) + 1, "H"), Letters(Unknown, batch + 1, batch % 2 == 0 ? "K" : "B"), Letters(Known, (batch * 3) + 2, batch % 2 == 0 ? "B" : "K")))
                .Select(result => result["outcome"]!.GetValue<string>());
            Assert.Equal(["Applied", "Refused", "Applied"], outcomes);
        }
        await Eventually.TrueAsync(async () => (await WarningsAsync(region)).Contains($"{Batches} events of the feed were refused"), "health tells");
        await Eventually.TrueAsync(() => region.Headed().StatusOf(offer["statusIndex"]!.GetValue<int>()) == StatusLetters.Worst("K"), "the last sound one is in a head");
        await clerks.ProgressAsync(1);

        // The poison is healed: the same events again, as the registry kept them.
        Assert.Equal(HttpStatusCode.Created, (await office.PutAsync(Unknown)).Status);
        foreach (var refused in (await registry.GetAsync($"/registry/events/refused?limit={Batches}")).Json["items"]!.AsArray())
            Assert.Equal("Applied", Assert.Single(await registry.SendAsync(refused!["event"]!.GetValue<string>()))["outcome"]!.GetValue<string>());
        await clerks.EndAsync();
        Assert.Equal("B", (await office.GetAsync($"/drivers/{SyntheticDriver.FileNumber(Unknown)}")).Json["letters"]!.GetValue<string>());
        Assert.DoesNotContain("events of the feed", await WarningsAsync(region));
        Assert.Equal((Batches * 3) + clerks.Done, region.Stored(db => db.ExecuteScalar<long>("SELECT count(*) FROM feed_events WHERE reason IS NULL")));
        await clerks.CheckAsync(besides: 1);
    }

    private static JsonObject Letters(int driver, int sequence, string letters) => new()
    {
        ["eventId"] = $"letters-{driver}-{sequence}", ["event"] = "Letters", ["sequence"] = sequence, ["DABH"] = SyntheticDriver.FileNumber(driver),
        ["ZT"] = letters, ["letterTable"] = StatusLetters.Version,
    };

    private static async Task<string> WarningsAsync(TestRegion region) => (await region.HealthAsync()).Body["warnings"]!.ToJsonString();
}
