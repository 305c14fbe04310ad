using System.Net;
using System.Text.Json.Nodes;
using RegionNode.Issuer.Inception;
using RegionNode.Issuer.Tests.World;

namespace RegionNode.Issuer.Tests;

public sealed class OutboxTests
{
    private const string Region = "region-310000";
    private const string Node = "node-310000";
    private const string List = TestRegion.StatusBase + "/0";

    [Fact]
    public async Task Sends_the_region_first_then_node_and_lists()
    {
        await using var region = await TestRegion.StartAsync();
        await Eventually.TrueAsync(() => region.Journal.Admitted.Count >= 3, "three submissions");
        await Eventually.TrueAsync(() => region.Journal.Admitted.Count >= 4, "with the first head");
        Assert.Equal([Region, Node], region.Journal.Admitted.Select(a => a.Lane).Take(2));
        Assert.Equal(["head", List], region.Journal.Admitted.Select(a => a.Lane).Skip(2).Order());
        Assert.Equal([region.Request.TlsPin], region.Hub!.Callers.Keys);
    }

    [Fact]
    public async Task Survives_a_hub_that_is_down_and_loses_nothing()
    {
        await using var region = await TestRegion.StartAsync();
        using var office = Office.Of(region);
        await region.FirstListAsync();
        var offer = await office.OfferAsync(1);
        await region.StopHubAsync();
        await office.ChangeAsync(offer["licenceId"]!.GetValue<string>(), "E");
        await Eventually.TrueAsync(async () => (await WarningsAsync(region)).Contains("does not answer"), "health says so");
        Assert.Equal(HttpStatusCode.OK, (await region.HealthAsync()).Status); // It still issues.
        await region.StopIssuerAsync();
        await region.StartIssuerAsync();
        await region.StartHubAsync();
        await Eventually.TrueAsync(() => region.Journal.Lists.Count() >= 2, "the change arrives");
        AssertOnce(region);
    }

    [Theory]
    [InlineData(nameof(HubMood.DropBefore))]
    [InlineData(nameof(HubMood.DropAfter))]
    [InlineData(nameof(HubMood.UnavailableBefore))]
    [InlineData(nameof(HubMood.UnavailableAfter))]
    [InlineData(nameof(HubMood.RefuseWithoutTrailer))]
    public async Task Survives_answers_that_decide_nothing_with_one_effect(string mood)
    {
        await using var region = await TestRegion.PrepareAsync();
        region.Hub!.Mood = (_, before) => before < 2 ? Enum.Parse<HubMood>(mood) : HubMood.Admit;
        await region.StartIssuerAsync();
        await Eventually.TrueAsync(() => region.Journal.Admitted.Count >= 4, "all arrive");
        await Eventually.TrueAsync(async () => !(await OutboxAsync(region)).Any(entry => State(entry) == "Pending"), "all decided");
        AssertOnce(region);
        Assert.All(region.Journal.Calls.GroupBy(call => call.Id), calls => Assert.Equal(3, calls.Count()));
    }

    [Fact]
    public async Task Survives_a_slow_hub()
    {
        await using var region = await TestRegion.PrepareAsync();
        region.Hub!.Delay = TimeSpan.FromMilliseconds(400);
        await region.StartIssuerAsync();
        await Eventually.TrueAsync(() => region.Journal.Admitted.Count >= 4, "all arrive");
        AssertOnce(region);
    }

    [Fact]
    public async Task Parks_a_final_refusal_shows_it_in_health_and_goes_on_with_the_rest()
    {
        await using var region = await TestRegion.PrepareAsync();
        var first = true;
        region.Hub!.Mood = (lane, _) => lane == List && first ? HubMood.Refuse : HubMood.Admit;
        await region.StartIssuerAsync();
        await region.ReadyAsync();
        await Eventually.TrueAsync(async () => (await WarningsAsync(region)).Contains("/0 refused (TestRefusal: as the test says)"), "health says so");
        Assert.Single(region.Journal.Metadata(Node));
        Assert.Empty(region.Journal.Lists);

        first = false;
        using var office = Office.Of(region);
        var offer = await office.OfferAsync(1);
        await office.ChangeAsync(offer["licenceId"]!.GetValue<string>(), "E");
        await Eventually.TrueAsync(() => region.Journal.Lists.Any(list => list.Version == 2), "the next list goes on");
        // What came later says all that the refused one would have said.
        await Eventually.TrueAsync(async () => !(await WarningsAsync(region)).Contains("refused"), "health forgets it");
        Assert.DoesNotContain(region.Journal.Lists, list => list.Version == 1);
    }

    [Fact]
    public async Task Sends_a_parked_submission_again_when_an_operator_says_so()
    {
        await using var region = await TestRegion.PrepareAsync();
        region.Hub!.Mood = (lane, _) => lane == Node ? HubMood.Refuse : HubMood.Admit;
        await region.StartIssuerAsync();
        await Eventually.TrueAsync(async () => (await OutboxAsync(region)).Any(entry => State(entry) == "Parked"), "parked");
        region.Hub.Mood = (_, _) => HubMood.Admit;
        var parked = (await OutboxAsync(region)).Single(entry => State(entry) == "Parked");
        using var office = Office.Of(region);
        Assert.Equal(HttpStatusCode.Accepted, (await office.PostAsync($"/operator/outbox/{parked["id"]!.GetValue<string>()}/retry")).Status);
        await Eventually.TrueAsync(() => region.Journal.Metadata(Node).Any() && region.Journal.Lists.Any(), "it arrives, and what waited for it");
        Assert.Equal("NoSuchSubmission", (await office.PostAsync("/operator/outbox/none/retry")).Problem);
    }

    [Fact]
    public async Task Sends_again_by_itself_what_the_hubs_own_state_was_against()
    {
        await using var region = await TestRegion.PrepareAsync();
        region.Hub!.Mood = (lane, _) => lane == Region ? HubMood.RefuseForNow : HubMood.Admit;
        await region.StartIssuerAsync();
        await Eventually.TrueAsync(async () => (await WarningsAsync(region)).Contains("region-310000 refused"), "health says so");
        region.Hub.Mood = (_, _) => HubMood.Admit;
        await region.ReadyAsync();
        await Eventually.TrueAsync(async () => !(await WarningsAsync(region)).Contains("refused"), "health forgets it");
    }

    [Fact]
    public async Task Holds_back_what_depends_on_a_refused_region_until_a_later_version_is_admitted()
    {
        await using var region = await TestRegion.PrepareAsync();
        region.Hub!.Mood = (lane, _) => lane == Region ? HubMood.Refuse : HubMood.Admit;
        await region.StartIssuerAsync();
        await Eventually.TrueAsync(async () => (await OutboxAsync(region)).Any(entry => State(entry) == "Parked"), "parked");
        await Task.Delay(300);
        Assert.DoesNotContain(region.Journal.Calls, call => call.Lane != Region);
        region.Hub.Mood = (_, _) => HubMood.Admit;
        region.Province.Publish(Path.Combine(region.DataDir, RegionFolders.Inbox), region.Clock.GetUtcNow());
        await Eventually.TrueAsync(() => region.Journal.Admitted.Count >= 4, "the rest follows");
        Assert.Equal([Region, Node], region.Journal.Admitted.Select(a => a.Lane).Take(2));
        Assert.Equal(["head", List], region.Journal.Admitted.Select(a => a.Lane).Skip(2).Order());
    }

    [Fact]
    public async Task Sends_nothing_to_a_hub_with_another_key()
    {
        await using var region = await TestRegion.PrepareAsync($"--Node:HubPin={new string('0', 64)}");
        await region.StartIssuerAsync();
        await Eventually.TrueAsync(async () => (await WarningsAsync(region)).Contains("does not answer"), "health says so");
        Assert.Empty(region.Journal.Calls);
    }

    [Fact]
    public async Task Signs_node_json_again_at_half_its_life_under_a_higher_version()
    {
        await using var region = await TestRegion.StartAsync();
        await Eventually.TrueAsync(() => region.Journal.Metadata(Node).Count() == 1, "the first");
        region.Clock.Advance(TimeSpan.FromDays(15));
        await Eventually.TrueAsync(() => region.Journal.Metadata(Node).Count() == 2, "the second");
        var versions = region.Journal.Metadata(Node).Select(m => TrustList.Format.Metadata.MetadataReader.Targets(m.Metadata.Memory).Value.Signed.Version);
        Assert.Equal([1L, 2L], versions);
    }

    private static void AssertOnce(TestRegion region) =>
        Assert.Equal(region.Journal.Admitted.Count, region.Journal.Admitted.Select(a => a.Id).Distinct().Count());

    private static string State(JsonNode entry) => entry["state"]!.GetValue<string>();

    private static async Task<string> WarningsAsync(TestRegion region) => (await region.HealthAsync()).Body["warnings"]!.ToJsonString();

    private static async Task<IReadOnlyList<JsonNode>> OutboxAsync(TestRegion region)
    {
        using var office = Office.Of(region);
        return [.. (await office.GetAsync("/operator/outbox?limit=200")).Json["items"]!.AsArray().Select(entry => entry!)];
    }
}
