using System.Net;
using System.Text.Json.Nodes;
using RegionNode.Issuer.Fsck;
using RegionNode.Issuer.Storage;
using RegionNode.Issuer.Tests.Registry;
using RegionNode.Issuer.Tests.World;
using TrustList.Format.Encoding;
using TrustList.Format.Status;

namespace RegionNode.Issuer.Tests;

/// <summary>Heads: one chain, whatever stops, is lost or comes back.</summary>
public sealed class HeadTests
{
    [Fact]
    public async Task Signs_a_head_with_an_urgent_change_at_once_and_each_follows_the_one_before()
    {
        await using var region = await TestRegion.StartAsync();
        using var office = Office.Of(region);
        var (first, second) = (await RevokedAsync(region, office, 1), await RevokedAsync(region, office, 2));
        var status = region.Headed();
        Assert.Equal(1, status.Blocks);
        Assert.Equal(new[] { first, second }.Order(), status.Exceptions().Select(exception => (int)exception.Entry));
        HubInvariantsOfHeads(region);
    }

    [Fact]
    public async Task Holds_a_routine_change_back_and_takes_it_along_with_an_urgent_one()
    {
        await using var region = await TestRegion.StartAsync("--Node:RoutineSeconds=3600");
        using var office = Office.Of(region);
        await HeadsAsync(region, 1);
        var (routine, urgent) = (await office.OfferAsync(1), await office.OfferAsync(2));
        await office.ChangeAsync(routine["licenceId"]!.GetValue<string>(), "M", urgent: false);
        await Task.Delay(500);
        Assert.Equal(StatusValue.Valid, region.Headed().StatusOf(Index(routine)));
        await office.ChangeAsync(urgent["licenceId"]!.GetValue<string>(), "K", urgent: true);
        await ValueAsync(region, urgent, StatusValue.Suspended);
        Assert.Equal(StatusValue.Restricted, region.Headed().StatusOf(Index(routine)));
    }

    [Fact]
    public async Task Gathers_a_burst_of_urgent_changes_into_few_heads()
    {
        await using var region = await TestRegion.StartAsync();
        using var office = Office.Of(region);
        await HeadsAsync(region, 1);
        List<JsonNode> offers = [];
        for (var i = 0; i < 40; i++)
            offers.Add(await office.OfferAsync(i));
        var before = Heads(region);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        await Task.WhenAll(offers.Select(offer => office.ChangeAsync(offer["licenceId"]!.GetValue<string>(), "E")));
        var tenths = (int)(watch.ElapsedMilliseconds / 100) + 3;
        await Eventually.TrueAsync(() => region.Headed().Exceptions().Count() == 40, "all are in a head");
        Assert.InRange(Heads(region) - before, 1, Math.Min(39, tenths));
    }

    [Fact]
    public async Task Drains_more_changes_than_one_head_holds_into_heads_that_follow_at_once()
    {
        await using var region = await TestRegion.StartAsync("--Node:HeadChanges=7", "--Node:RoutineSeconds=1");
        using var office = Office.Of(region);
        using var caller = ImportCaller.Of(region);
        await HeadsAsync(region, 1);
        for (var driver = 1; driver <= 40; driver++)
            await office.OfferAsync(driver);
        // A whole province whose letters all change.
        await caller.ImportAsync(PoliceLines.Lines(Enumerable.Range(1, 40), "BK", region.Clock.GetUtcNow()), "Ndjson");
        await Eventually.TrueAsync(() => region.Headed().Exceptions().Count(entry => (StatusValue)entry.Value == StatusValue.Suspended) == 40, "all are in a head");
        await Eventually.TrueAsync(() => region.Stored(db => HeadTable.Waiting(db).Any) is false, "no change waits");

        var deltas = region.Journal.Admitted.Select(a => a.Request).OfType<TrustList.Protocol.SubmitStatusHeadRequest>()
            .Select(head => StatusDeltaCodec.Decode(head.Delta.Memory).Value.Changes.Length).ToList();
        Assert.All(deltas, changes => Assert.InRange(changes, 0, 7));
        Assert.Equal(40, deltas.Sum());
        HubInvariantsOfHeads(region);
        await region.StopIssuerAsync();
        Assert.Empty(region.Stored(db => NodeCheck.Violations(db, Province.Code)));
    }

    [Fact]
    public async Task Signs_no_head_where_letters_change_and_no_value_does()
    {
        await using var region = await TestRegion.StartAsync();
        using var office = Office.Of(region);
        var offer = await office.OfferAsync(1);
        await office.ChangeAsync(offer["licenceId"]!.GetValue<string>(), "E");
        await ValueAsync(region, offer, StatusValue.Invalid);
        var before = Heads(region);
        await office.ChangeAsync(offer["licenceId"]!.GetValue<string>(), "EG", urgent: true);
        await Task.Delay(500);
        Assert.Equal(before, Heads(region));
    }

    [Fact]
    public async Task Goes_on_from_the_licences_after_a_restart()
    {
        await using var region = await TestRegion.StartAsync();
        using (var office = Office.Of(region))
            await RevokedAsync(region, office, 1);
        await region.StopIssuerAsync();
        await region.StartIssuerAsync();
        using (var office = Office.Of(region))
            await RevokedAsync(region, office, 2);
        Assert.Equal(2, region.Headed().Exceptions().Count());
        HubInvariantsOfHeads(region);
    }

    [Fact]
    public async Task Rejects_to_sign_from_a_restored_database_that_is_older_than_what_it_signed()
    {
        using var backup = new TestFolder();
        await using var region = await TestRegion.StartAsync();
        using (var office = Office.Of(region))
            await RevokedAsync(region, office, 1);
        await region.StopIssuerAsync();
        await region.Database.BackupAsync(backup.Path);
        await region.StartIssuerAsync();
        using (var office = Office.Of(region))
            await RevokedAsync(region, office, 2);
        await region.StopIssuerAsync();
        var (held, sent) = (Heads(region), region.Journal.Calls.Count(call => call.Lane == "head"));

        await region.Database.RestoreAsync(backup.Path);
        await region.StartIssuerAsync();
        await UnreadyAsync(region, "older than what this node has signed");
        using (var office = Office.Of(region))
        {
            Assert.Equal("DatabaseOld", (await office.ApplyAsync(1)).Problem); // Its indices may be given already.
            Assert.Equal(HttpStatusCode.Created, (await office.RecordAsync(1, new JsonObject { ["kind"] = "Restored" })).Status);
        }
        await Task.Delay(1500);
        Assert.Equal(held, Heads(region));
        Assert.Equal(sent, region.Journal.Calls.Count(call => call.Lane == "head"));
    }

    [Fact]
    public async Task Rejects_to_sign_from_a_database_so_old_that_the_hub_folded_what_follows()
    {
        await using var region = await TestRegion.PrepareAsync();
        // The hub knows no head of this node by its id any more, and shows version 900.
        region.Hub!.Files["state/heads"] = new StatusPackage
        {
            Kind = StatusPackageKind.Heads,
            Heads = [new CompactHead(Province.Code, 900, Instants.WholeSeconds(region.Clock.GetUtcNow()), 1, System.Security.Cryptography.SHA256.HashData([1]), "status-1", new byte[64], new byte[32])],
        }.Write();
        await region.StartIssuerAsync();
        await UnreadyAsync(region, "head 900");
        Assert.Equal(0, Heads(region));
    }

    [Fact]
    public async Task Survives_a_hub_that_lost_the_newest_heads()
    {
        await using var region = await TestRegion.StartAsync();
        using var office = Office.Of(region);
        for (var driver = 1; driver <= 5; driver++)
            await RevokedAsync(region, office, driver);
        region.Journal.Chains.Forget("head", after: Heads(region) - 3);
        await RevokedAsync(region, office, 6);
        Assert.Equal(6, region.Headed().Exceptions().Count());
        HubInvariantsOfHeads(region);
        await Eventually.TrueAsync(async () => !(await region.HealthAsync()).Body["warnings"]!.ToJsonString().Contains("refused"), "health forgets it");
    }

    [Fact]
    public async Task Survives_a_refusal_by_sending_the_same_head_again_before_the_next()
    {
        await using var region = await TestRegion.StartAsync();
        using var office = Office.Of(region);
        await HeadsAsync(region, 1);
        var refused = 0;
        region.Hub!.Mood = (lane, _) => lane == "head" && refused++ < 1 ? HubMood.Refuse : HubMood.Admit;
        var offer = await office.OfferAsync(1);
        await office.ChangeAsync(offer["licenceId"]!.GetValue<string>(), "E");
        await Eventually.TrueAsync(async () => (await region.HealthAsync()).Body["warnings"]!.ToJsonString().Contains("head refused"), "health says so");
        await RevokedAsync(region, office, 2); // Waits for the refused one.
        Assert.Equal(StatusValue.Invalid, region.Headed().StatusOf(Index(offer)));
        HubInvariantsOfHeads(region);
    }

    [Fact]
    public async Task Survives_the_loss_of_the_key_that_a_waiting_head_was_signed_with()
    {
        await using var region = await TestRegion.StartAsync();
        using var office = Office.Of(region);
        await HeadsAsync(region, 1);
        region.Hub!.RefusalCode = "StatusKeyNotActive";
        region.Hub.Mood = (lane, _) => lane == "head" ? HubMood.RefuseForNow : HubMood.Admit;
        var offer = await office.OfferAsync(1);
        await office.ChangeAsync(offer["licenceId"]!.GetValue<string>(), "E");
        await Eventually.TrueAsync(() => region.Journal.Calls.Any(call => call.Lane == "head" && call.Id != region.Journal.Chains.Of("head")[0].Id), "refused once");

        var next = await LostStatusKey.ReplaceAsync(region, office);
        await Eventually.TrueAsync(() => region.Journal.Metadata("region-310000").Count() == 2, "the record arrives");
        region.Hub.Mood = (_, _) => HubMood.Admit;
        region.Hub.RefuseHeadsBy("status-1");
        await Eventually.TrueAsync(() => Heads(region) >= 2, "the chain goes on");
        Assert.All(region.Journal.Chains.Of("head").Skip(1), head =>
            Assert.True(VerifiedStatusHead.Verify(head.Signed, Province.Code, id => id == "status-2" ? next : null, region.Clock.GetUtcNow()).Ok));
        Assert.Equal([1L, 2L], region.Journal.Chains.Of("head").Take(2).Select(head => head.Number));
    }

    [Fact]
    public async Task Stops_where_the_hub_holds_another_head_under_a_number()
    {
        await using var region = await TestRegion.StartAsync();
        using var office = Office.Of(region);
        await RevokedAsync(region, office, 1);
        region.Journal.Chains.Replace("head", Heads(region));
        var offer = await office.OfferAsync(2);
        await office.ChangeAsync(offer["licenceId"]!.GetValue<string>(), "E");
        await UnreadyAsync(region, "with other bytes");
    }

    private static async Task<int> RevokedAsync(TestRegion region, Office office, int driver)
    {
        var offer = await office.OfferAsync(driver);
        await office.ChangeAsync(offer["licenceId"]!.GetValue<string>(), "E");
        await ValueAsync(region, offer, StatusValue.Invalid);
        return Index(offer);
    }

    private static Task ValueAsync(TestRegion region, JsonNode offer, StatusValue value) =>
        Eventually.TrueAsync(() => Heads(region) > 0 && region.Headed().StatusOf(Index(offer)) == value, $"a head says {value}");

    private static Task HeadsAsync(TestRegion region, int count) => Eventually.TrueAsync(() => Heads(region) >= count, $"{count} heads");

    private static Task UnreadyAsync(TestRegion region, string why) => Eventually.TrueAsync(
        async () => await region.HealthAsync() is { Status: HttpStatusCode.ServiceUnavailable } health && health.Body["reasons"]!.ToJsonString().Contains(why),
        $"not ready: {why}");

    private static void HubInvariantsOfHeads(TestRegion region) =>
        Assert.Equal(Enumerable.Range(1, Heads(region)).Select(n => (long)n), region.Journal.Chains.Of("head").Select(head => head.Number));

    private static int Heads(TestRegion region) => region.Journal.Chains.Of("head").Count;

    private static int Index(JsonNode offer) => offer["statusIndex"]!.GetValue<int>();
}
