using System.Net;
using System.Text.Json.Nodes;
using RegionNode.Issuer.Issuing;
using RegionNode.Issuer.Tests.Rules;
using RegionNode.Issuer.Tests.World;
using TrustList.Format.Credentials;
using TrustList.Format.Status;

namespace RegionNode.Issuer.Tests;

/// <summary>What a holder gets for the licence on the device: a new one before it expires, a statement to staple; and what ends it.</summary>
public sealed class PossessionTests
{
    private const string TwoDays = "--Node:LicenceDays=2";
    private static readonly TimeSpan HalfOfTwoDays = TimeSpan.FromHours(25);

    [Fact]
    public async Task Refreshes_after_half_the_life_once_and_leaves_the_old_one_to_expire()
    {
        await using var region = await TestRegion.StartAsync(TwoDays);
        using var office = Office.Of(region);
        using var phone = Phone.Of(region);
        var offer = await office.OfferAsync(1);
        var old = await phone.LicenceAsync(offer);
        var early = (await phone.AskAsync(HolderAct.Refresh, offer, purpose: null)).Answer;
        Assert.Equal(("RefreshRefused", "TooEarly"), (early.Problem, early.Json["reason"]!.GetValue<string>()));

        region.Clock.Advance(HalfOfTwoDays);
        await region.ReadyAsync();
        var (answer, fresh) = await phone.AskAsync(HolderAct.Refresh, offer, purpose: null);
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        Assert.NotEqual(QuestionOf(phone, old).Index, QuestionOf(phone, fresh).Index);
        Assert.Equal(fresh, (await phone.AskAsync(HolderAct.Refresh, offer, purpose: null)).Bytes); // A lost answer.
        var licences = (await office.GetAsync($"/drivers/{SyntheticDriver.FileNumber(1)}")).Json["licences"]!.AsArray();
        Assert.Equal(["Valid", "Valid"], licences.Select(licence => licence!["value"]!.GetValue<string>()));
        Assert.NotNull(region.LeafOf(QuestionOf(phone, fresh).Entry)); // One leaf for each index.
        await office.RecordAsync(1, new JsonObject { ["kind"] = "Revoked" });
        licences = (await office.GetAsync($"/drivers/{SyntheticDriver.FileNumber(1)}")).Json["licences"]!.AsArray();
        Assert.Equal(["Invalid", "Invalid"], licences.Select(licence => licence!["value"]!.GetValue<string>())); // What meets the driver meets both.
    }

    [Fact]
    [NamesRule(OfficeRule.RenewalAppliesAgain)]
    public async Task Rejects_a_refresh_of_what_expired_was_superseded_or_is_not_eligible()
    {
        await using var region = await TestRegion.StartAsync(TwoDays);
        using var office = Office.Of(region);
        using var phone = Phone.Of(region);
        var (expiring, superseded, held) = (await office.OfferAsync(1), await office.OfferAsync(2), await office.OfferAsync(3));
        foreach (var offer in new[] { expiring, superseded, held })
            await phone.LicenceAsync(offer);
        region.Clock.Advance(HalfOfTwoDays);
        await region.ReadyAsync();
        await office.RecordAsync(2, new JsonObject { ["kind"] = "NameCorrected", ["familyName"] = "示例", ["givenName"] = "改" });
        await office.RecordAsync(3, new JsonObject { ["kind"] = "Held", ["reference"] = "decision" });
        Assert.Equal("Superseded", (await phone.AskAsync(HolderAct.Refresh, superseded, purpose: null)).Answer.Json["reason"]!.GetValue<string>());
        Assert.Equal("NotEligible", (await phone.AskAsync(HolderAct.Refresh, held, purpose: null)).Answer.Problem);
        region.Clock.Advance(HalfOfTwoDays);
        await region.ReadyAsync();
        Assert.Equal("Expired", (await phone.AskAsync(HolderAct.Refresh, expiring, purpose: null)).Answer.Json["reason"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("other device")]
    [InlineData("proof of another act")]
    [InlineData("proof of another licence")]
    [InlineData("used nonce")]
    public async Task Rejects_who_does_not_prove_the_device(string what)
    {
        await using var region = await TestRegion.StartAsync();
        using var office = Office.Of(region);
        using var phone = Phone.Of(region);
        using var thief = Phone.Of(region);
        var (mine, other) = (await office.OfferAsync(1), await office.OfferAsync(2));
        await phone.LicenceAsync(mine);
        await thief.LicenceAsync(other);
        var body = what switch
        {
            "other device" => await thief.PossessionAsync(HolderAct.Assertion, mine),
            "proof of another act" => await phone.PossessionAsync(HolderAct.Refresh, mine),
            _ => await phone.PossessionAsync(HolderAct.Assertion, mine),
        };
        if (what == "proof of another licence")
            body["index"] = other["statusIndex"]!.GetValue<int>();
        if (what == "used nonce")
            Assert.Equal(HttpStatusCode.OK, (await phone.AskAsync(HolderAct.Assertion, body.DeepClone())).Answer.Status);
        var problem = (await phone.AskAsync(HolderAct.Assertion, body)).Answer.Problem;
        Assert.Equal(what switch { "other device" => "NotThisDevice", "used nonce" => "NonceRefused", _ => "ProofRefused" }, problem);
    }

    [Theory]
    [InlineData(null, "", null)]
    [InlineData("rental", "", null)]
    [InlineData("roadside", "AH", 9)]
    public async Task Gives_a_statement_to_staple_about_this_licence_alone(string? purpose, string letters, int? points)
    {
        await using var region = await TestRegion.StartAsync();
        using var office = Office.Of(region);
        using var phone = Phone.Of(region);
        await office.PutAsync(1, "AH", 9);
        var offer = (await office.ApplyAsync(1)).Json;
        var licence = await phone.LicenceAsync(offer);
        var (answer, assertion) = await phone.AskAsync(HolderAct.Assertion, offer, purpose);
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        var wallet = new Wallet(phone.Key, licence).WithStaple(assertion); // Refuses one about another licence.
        var question = new LiveStatusQuestion(Province.Code, offer["statusUri"]!.GetValue<string>(), offer["statusIndex"]!.GetValue<int>(), LoggedLicence.MsoSha256(licence));
        var claims = LiveAssertion.Verify(assertion, question, _ => region.StatusKey, region.Clock.GetUtcNow()).Value.Claims;
        Assert.Equal((StatusValue.Valid, letters, points), (claims.Value, claims.Letters, claims.Points));
        Assert.Equal(LoggedLicence.MsoSha256(licence), LoggedLicence.MsoSha256(wallet.ToIssuerSigned()));
    }

    [Fact]
    public async Task Ends_the_licence_of_a_lost_device_at_once_and_lets_the_driver_apply_again()
    {
        await using var region = await TestRegion.StartAsync();
        using var office = Office.Of(region);
        using var lost = Phone.Of(region);
        var offer = await office.OfferAsync(1);
        await lost.LicenceAsync(offer);
        var reported = await office.PostAsync($"/licences/{offer["licenceId"]}/lost-device");
        Assert.True(reported.Status == HttpStatusCode.Created, reported.Text);
        await Eventually.TrueAsync(
            () => region.Journal.Chains.Of("head").Count > 0 && region.Headed().StatusOf(offer["statusIndex"]!.GetValue<int>()) == StatusValue.Invalid, "the head says so");
        Assert.Equal("DeviceWasLost", (await lost.CollectAsync(offer["offer"]!.GetValue<string>())).Answer.Problem);
        Assert.Equal("LostAlready", (await office.PostAsync($"/licences/{offer["licenceId"]}/lost-device")).Json["reason"]!.GetValue<string>());
        Assert.Equal("NoSuchLicence", (await office.PostAsync("/licences/nothing/lost-device")).Problem);

        using var found = Phone.Of(region);
        var again = (await office.ApplyAsync(1)).Json;
        await found.LicenceAsync(again);
        var licences = (await office.GetAsync($"/drivers/{SyntheticDriver.FileNumber(1)}")).Json["licences"]!.AsArray();
        Assert.Equal(["Invalid", "Valid"], licences.Select(licence => licence!["value"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("reserve refresh", false)]
    [InlineData("reserve refresh", true)]
    [InlineData("bind device", false)]
    [InlineData("bind device", true)]
    [InlineData("record licence", false)]
    [InlineData("record licence", true)]
    public async Task Survives_a_crash_at_each_write_of_a_refresh_with_one_new_licence(string act, bool afterCommit)
    {
        await using var region = await TestRegion.StartAsync(TwoDays);
        using var phone = Phone.Of(region);
        JsonNode offer;
        using (var office = Office.Of(region))
            offer = await office.OfferAsync(1);
        await phone.LicenceAsync(offer);
        region.Clock.Advance(HalfOfTwoDays);
        await region.StopIssuerAsync();
        FaultyStore? fault = null;
        await region.StartIssuerAsync(real => fault = new FaultyStore(real, act, 1, afterCommit));
        await region.ReadyAsync();
        using (var dying = Phone.Of(region, phone.Key))
            Assert.Equal(HttpStatusCode.InternalServerError, (await dying.AskAsync(HolderAct.Refresh, offer, purpose: null)).Answer.Status);
        Assert.True(fault!.Crashed);

        await region.StopIssuerAsync();
        await region.StartIssuerAsync();
        await region.ReadyAsync();
        using var again = Phone.Of(region, phone.Key);
        var (answer, fresh) = await again.AskAsync(HolderAct.Refresh, offer, purpose: null);
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        Assert.Equal(fresh, (await again.AskAsync(HolderAct.Refresh, offer, purpose: null)).Bytes);
        using var reader = Office.Of(region);
        var licences = (await reader.GetAsync($"/drivers/{SyntheticDriver.FileNumber(1)}")).Json["licences"]!.AsArray();
        Assert.Equal(["Valid", "Valid"], licences.Select(licence => licence!["value"]!.GetValue<string>()));
    }

    private static IssuanceQuestion QuestionOf(Phone phone, byte[] licence) => new Wallet(phone.Key, licence).IssuanceQuestion!;
}
