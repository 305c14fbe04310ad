using System.Net;
using System.Text.Json.Nodes;
using RegionNode.Issuer.Fsck;
using RegionNode.Issuer.Inception;
using RegionNode.Issuer.Issuing;
using RegionNode.Issuer.Tests.World;
using TrustList.Format.Signing;
using TrustList.Format.Status;

namespace RegionNode.Issuer.Tests.Faults;

/// <summary>The hub is away for a day: the office goes on, what it says waits in order and small, and arrives.</summary>
public sealed class HubAwayTests
{
    private const int Hours = 24;
    private const int MostBytesAChange = 1_000;
    private const int MostBytesOfLists = 20_000;

    [Fact]
    public async Task Survives_a_day_without_the_hub_and_sends_all_of_it_in_order()
    {
        var witness = SoftwareSigner.Create(SignatureAlgorithm.Ed25519);
        await using var region = await TestRegion.PrepareAsync();
        var folder = Directory.CreateDirectory(Path.Combine(region.DataDir, RegionFolders.Emergency)).FullName;
        var policy = region.Log.Policy(Convert.ToBase64String(witness.PublicKey.SubjectPublicKeyInfo.Span), "320000");
        File.WriteAllBytes(Path.Combine(folder, "policy.json"), TestPolicy.With(policy).Write());
        await region.StartIssuerAsync();
        await region.ReadyAsync();
        await region.FirstListAsync();
        await Eventually.TrueAsync(() => region.Journal.Chains.Of("head").Count > 0, "the first head");
        using var office = Office.Of(region);
        using var phone = Phone.Of(region);
        await region.StopHubAsync();

        List<JsonNode> offers = [];
        for (var hour = 0; hour < Hours; hour++)
        {
            offers.Add(await office.OfferAsync(hour));
            Assert.Equal(HttpStatusCode.OK, (await office.ChangeAsync(Id(offers[hour]), "K")).Status);
            await Eventually.TrueAsync(() => region.Stored(db => db.ExecuteScalar<long>("SELECT count(*) FROM status_changes WHERE head_version IS NULL")) == 0, "a head is signed");
            region.Clock.Advance(TimeSpan.FromHours(1));
        }
        var licence = await phone.LicenceAsync(await office.OfferAsync(Hours));
        await Eventually.TrueAsync(async () => (await region.HealthAsync()).Body["warnings"]!.ToJsonString().Contains("the hub does not answer"), "health says so");
        Assert.Equal(HttpStatusCode.OK, (await region.HealthAsync()).Status); // It still issues.
        Assert.InRange(Waiting(region, "lane = 'head'"), Hours, Hours * MostBytesAChange);
        Assert.InRange(Waiting(region, "kind = 2"), 1, MostBytesOfLists);

        await region.StartHubAsync();
        await Eventually.TrueAsync(() => region.Stored(db => db.ExecuteScalar<long>("SELECT count(*) FROM outbox WHERE state = 0")) == 0, "the backlog is drained");
        await Eventually.TrueAsync(() => offers.All(offer => region.Headed().StatusOf(Index(offer)) == StatusValue.Suspended), "the heads say all of it");
        await Eventually.TrueAsync(() => offers.All(offer => Listed(region, Index(offer)) == StatusValue.Suspended), "and the newest list");
        HubInvariants.Hold(region);
        await Eventually.TrueAsync(async () => !(await region.HealthAsync()).Body["warnings"]!.ToJsonString().Contains("the hub does not answer"), "health forgets it");

        await Eventually.TrueAsync(() => region.Journal.Chains.Of("issuance").Count == 1, "the batch");
        region.Hub!.Files["log/issuance/310000/1"] = region.Log.Logged(region.Journal.Chains.Of("issuance")[0], witness, region.Clock.GetUtcNow());
        var offer = new JsonObject { ["statusUri"] = offers[0]["statusUri"]!.GetValue<string>(), ["statusIndex"] = (int)region.Stored(db => db.QuerySingle<long>("SELECT idx FROM licences WHERE issuer_signed IS NOT NULL")) };
        await Eventually.TrueAsync(async () => (await phone.ProofAsync(offer, LoggedLicence.MsoSha256(licence))).Answer.Status == HttpStatusCode.OK, "the proof of a licence collected meanwhile");
        Assert.Empty(region.Stored(db => NodeCheck.Violations(db, Province.Code)));
    }

    private static long Waiting(TestRegion region, string which) =>
        region.Stored(db => db.ExecuteScalar<long>($"SELECT CAST(coalesce(sum(length(body)), 0) AS INTEGER) FROM outbox WHERE state = 0 AND {which}"));

    private static StatusValue Listed(TestRegion region, int index)
    {
        var list = region.Journal.Lists.Last();
        var read = VerifiedStatusList.Verify(list.Cwt.Memory, list.Uri, _ => region.StatusKey, region.Clock.GetUtcNow());
        return read.Ok ? read.Value.StatusOf(index) ?? StatusValue.Valid : StatusValue.Valid;
    }

    private static string Id(JsonNode offer) => offer["licenceId"]!.GetValue<string>();

    private static int Index(JsonNode offer) => offer["statusIndex"]!.GetValue<int>();
}
