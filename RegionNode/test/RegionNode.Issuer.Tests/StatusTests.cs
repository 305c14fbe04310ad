using RegionNode.Issuer.Status;
using RegionNode.Issuer.Tests.World;
using TrustList.Format.Signing;
using TrustList.Format.Status;
using TrustList.Protocol;

namespace RegionNode.Issuer.Tests;

public sealed class StatusTests
{
    [Fact]
    public async Task Publishes_an_urgent_change_in_both_forms_at_once()
    {
        await using var region = await TestRegion.StartAsync();
        using var office = Office.Of(region);
        var offer = await office.OfferAsync(1);
        var index = offer["statusIndex"]!.GetValue<int>();
        await office.ChangeAsync(offer["licenceId"]!.GetValue<string>(), "E");
        await Eventually.TrueAsync(() => Entry(region, index) == (byte)StatusValue.Invalid, "the list says INVALID");
        var newest = region.Journal.Lists.Last();
        var jwt = VerifiedStatusList.VerifyJwt(newest.Jwt, newest.Uri, Key(region), region.Clock.GetUtcNow());
        Assert.Equal((byte)StatusValue.Invalid, jwt.Value.List[index]);
        Assert.Equal(TestRegion.StatusBase, jwt.Value.Claims.AggregationUri);
        Assert.NotNull(jwt.Value.Claims.Expires);
        Assert.NotNull(jwt.Value.Claims.Ttl);
    }

    [Fact]
    public async Task Holds_a_routine_change_back_and_takes_it_along_with_an_urgent_one()
    {
        await using var region = await TestRegion.StartAsync("--Node:RoutineSeconds=3600");
        using var office = Office.Of(region);
        await region.FirstListAsync();
        var routine = await office.OfferAsync(1);
        var urgent = await office.OfferAsync(2);
        await office.ChangeAsync(routine["licenceId"]!.GetValue<string>(), "M", urgent: false);
        await Task.Delay(500);
        Assert.Equal((byte)StatusValue.Valid, Entry(region, routine["statusIndex"]!.GetValue<int>()));
        await office.ChangeAsync(urgent["licenceId"]!.GetValue<string>(), "K", urgent: true);
        await Eventually.TrueAsync(() => Entry(region, urgent["statusIndex"]!.GetValue<int>()) == (byte)StatusValue.Suspended, "the urgent change is listed");
        Assert.Equal((byte)StatusValue.Restricted, Entry(region, routine["statusIndex"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Publishes_a_routine_change_when_its_time_has_come()
    {
        await using var region = await TestRegion.StartAsync("--Node:RoutineSeconds=1");
        using var office = Office.Of(region);
        var offer = await office.OfferAsync(1);
        await office.ChangeAsync(offer["licenceId"]!.GetValue<string>(), "M", urgent: false);
        await Eventually.TrueAsync(() => Entry(region, offer["statusIndex"]!.GetValue<int>()) == (byte)StatusValue.Restricted, "the routine change is listed");
    }

    [Fact]
    public async Task Gathers_a_burst_of_urgent_changes_into_few_lists()
    {
        await using var region = await TestRegion.StartAsync();
        await region.FirstListAsync();
        using var office = Office.Of(region);
        var offers = new List<System.Text.Json.Nodes.JsonNode>();
        for (var i = 0; i < 40; i++)
            offers.Add(await office.OfferAsync(i));
        var before = region.Journal.Lists.Count();
        var watch = System.Diagnostics.Stopwatch.StartNew();
        await Task.WhenAll(offers.Select(offer => office.ChangeAsync(offer["licenceId"]!.GetValue<string>(), "E")));
        var tenths = (int)(watch.ElapsedMilliseconds / 100) + 3;
        await Eventually.TrueAsync(() => offers.All(offer => Entry(region, offer["statusIndex"]!.GetValue<int>()) == (byte)StatusValue.Invalid), "all are listed");
        Assert.InRange(region.Journal.Lists.Count() - before, 1, Math.Min(39, tenths));
    }

    [Fact]
    public async Task Raises_the_version_with_every_list_also_over_restarts()
    {
        await using var region = await TestRegion.StartAsync();
        await region.FirstListAsync();
        using (var office = Office.Of(region))
        {
            var offer = await office.OfferAsync(1);
            await office.ChangeAsync(offer["licenceId"]!.GetValue<string>(), "E");
        }
        await Eventually.TrueAsync(() => region.Journal.Lists.Count() >= 2, "two lists");
        await region.StopIssuerAsync();
        await region.StartIssuerAsync();
        using (var office = Office.Of(region))
        {
            var offer = await office.OfferAsync(2);
            await office.ChangeAsync(offer["licenceId"]!.GetValue<string>(), "E");
        }
        await Eventually.TrueAsync(() => region.Journal.Lists.Count() >= 3, "a third list");
        var versions = region.Journal.Lists.Select(list => (long)list.Version).ToList();
        Assert.Equal(versions.Distinct().Order(), versions);
        Assert.All(region.Journal.Lists, list => Assert.Equal((long)list.Version, Read(region, list).Claims.ListVersion));
    }

    [Fact]
    public async Task Signs_a_list_again_at_half_its_life()
    {
        await using var region = await TestRegion.StartAsync();
        await region.FirstListAsync();
        var before = region.Journal.Lists.Count();
        region.Clock.Advance(TimeSpan.FromHours(12));
        await Eventually.TrueAsync(() => region.Journal.Lists.Count() > before, "signed again");
        Assert.True(Newest(region)!.Claims.Expires > region.Clock.GetUtcNow().AddHours(23));
    }

    [Fact]
    public async Task Supersedes_the_older_licence_when_a_newer_is_collected()
    {
        await using var region = await TestRegion.StartAsync("--Node:RoutineSeconds=1");
        using var office = Office.Of(region);
        using var old = Phone.Of(region);
        using var fresh = Phone.Of(region);
        var first = await office.OfferAsync(1);
        await old.LicenceAsync(first);
        var second = (await office.ApplyAsync(1)).Json;
        Assert.NotEqual(first["statusIndex"]!.GetValue<int>(), second["statusIndex"]!.GetValue<int>());
        await fresh.LicenceAsync(second);
        await Eventually.TrueAsync(() => Entry(region, first["statusIndex"]!.GetValue<int>()) == (byte)StatusValue.Superseded, "superseded");
        Assert.Equal((byte)StatusValue.Valid, Entry(region, second["statusIndex"]!.GetValue<int>()));
        // A revocation of the driver reaches both.
        await office.ChangeAsync(second["licenceId"]!.GetValue<string>(), "E");
        await Eventually.TrueAsync(() => Entry(region, first["statusIndex"]!.GetValue<int>()) == (byte)StatusValue.Invalid
            && Entry(region, second["statusIndex"]!.GetValue<int>()) == (byte)StatusValue.Invalid, "both invalid");
    }

    [Fact]
    public async Task Changes_the_status_with_the_letters_of_a_new_record()
    {
        await using var region = await TestRegion.StartAsync();
        using var office = Office.Of(region);
        var offer = await office.OfferAsync(1);
        await office.PutAsync(1, letters: "BDJ");
        await Eventually.TrueAsync(() => Entry(region, offer["statusIndex"]!.GetValue<int>()) == (byte)StatusValue.Suspended, "suspended");
    }

    [Theory]
    [InlineData("", "test")]
    [InlineData("a", "test")]
    [InlineData("AA", "test")]
    [InlineData("E", "")]
    public async Task Rejects_a_change_without_letters_or_reason(string letters, string reason)
    {
        await using var region = await TestRegion.StartAsync();
        using var office = Office.Of(region);
        using var body = System.Net.Http.Json.JsonContent.Create(new { letters, reason });
        Assert.Equal("BadLetters", (await office.PostAsync("/licences/x/status", body)).Problem);
        using var good = System.Net.Http.Json.JsonContent.Create(new { letters = "E", reason = "test" });
        Assert.Equal("NoSuchLicence", (await office.PostAsync("/licences/x/status", good)).Problem);
    }

    [Fact]
    public void Draws_the_last_free_indices_of_a_full_block()
    {
        var taken = Enumerable.Range(0, StatusBlocks.Size).Select(i => (long)i).Where(i => i is not (5 or 70 or StatusBlocks.Size - 1)).ToList();
        Assert.Equal(5, StatusBlocks.CountOut(taken, 0));
        Assert.Equal(70, StatusBlocks.CountOut(taken, 1));
        Assert.Equal(StatusBlocks.Size - 1, StatusBlocks.CountOut(taken, 2));
    }

    private static byte? Entry(TestRegion region, int index) => Newest(region)?.List[index];

    private static VerifiedStatusList? Newest(TestRegion region) => region.Journal.Lists.LastOrDefault() is { } list ? Read(region, list) : null;

    private static VerifiedStatusList Read(TestRegion region, SubmitStatusListRequest list)
    {
        var result = VerifiedStatusList.Verify(list.Cwt.Memory, list.Uri, Key(region), region.Clock.GetUtcNow());
        Assert.True(result.Ok, result.Detail);
        return result.Value;
    }

    private static Func<string, PublicKey?> Key(TestRegion region)
    {
        var key = PublicKey.FromSpki(Convert.FromBase64String(region.Request.StatusKeySpki)).Value;
        return keyId => keyId == "status-1" ? key : null;
    }
}
