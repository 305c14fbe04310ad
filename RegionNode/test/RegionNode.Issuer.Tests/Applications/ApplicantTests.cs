using System.Net;
using System.Text.Json.Nodes;
using Federation.Hosting.Tls;
using RegionNode.Issuer.Tests.Rules;
using RegionNode.Issuer.Tests.World;
using TrustList.Testing.Photos;

namespace RegionNode.Issuer.Tests.Applications;

public sealed class ApplicantTests
{
    [Fact]
    [NamesRule(OfficeRule.StoredPhotoIsIssuedAtOnce)]
    public async Task Gives_an_offer_at_once_for_a_stored_photo_after_the_identity_check()
    {
        await using var region = await TestRegion.StartAsync();
        using var driver = await new Applicant(region, 1).RegisteredAsync(withPhoto: true);
        var applied = await driver.ApplyAsync("stored");
        Assert.Equal("AwaitingIdentity", applied.Json["state"]!.GetValue<string>());
        var identified = await driver.IdentifyAsync(Id(applied));
        Assert.Equal("Offered", identified.Json["state"]!.GetValue<string>());

        using var other = Phone.Of(region);
        Assert.Equal("OfferBound", (await other.CollectAsync(Code(identified))).Answer.Problem);
        using var phone = Phone.Of(region, driver.Key);
        Assert.NotEmpty(await phone.LicenceAsync(identified.Json["offer"]!));
        Assert.Equal("ApplicationClosed", (await driver.IdentifyAsync(Id(applied))).Problem);
    }

    [Fact]
    [NamesRule(OfficeRule.IdentityIsChecked)]
    public async Task Rejects_evidence_of_another_person_application_device_or_time_and_a_challenge_used_twice()
    {
        await using var region = await TestRegion.StartAsync();
        using var driver = await new Applicant(region, 1).RegisteredAsync(withPhoto: true);
        var id = Id(await driver.ApplyAsync("stored"));
        Assert.Equal("IdentityNotShown", (await driver.EvidenceAsync(id, await ChallengeAsync(driver, id), documentNumber: SyntheticDriver.CitizenNumberOf(2))).Problem);
        Assert.Equal("IdentityNotShown", (await driver.EvidenceAsync(id, await ChallengeAsync(driver, id), application: "another")).Problem);
        Assert.Equal("IdentityNotShown", (await driver.EvidenceAsync(id, await ChallengeAsync(driver, id), deviceKey: new string('0', 64))).Problem);
        var late = await ChallengeAsync(driver, id);
        region.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal("ChallengeRefused", (await driver.EvidenceAsync(id, late)).Problem);
        var used = await ChallengeAsync(driver, id);
        Assert.Equal(HttpStatusCode.OK, (await driver.EvidenceAsync(id, used)).Status);
        Assert.Equal("ChallengeRefused", (await driver.EvidenceAsync(id, used)).Problem);
        Assert.Equal("Offered", (await driver.FindAsync(id))["state"]!.GetValue<string>());
        Assert.Null((await driver.FindAsync(id))["offer"]); // Shown once.
    }

    [Fact]
    [NamesRule(OfficeRule.PhonePhotoIsReviewedWithinOneWorkingDay)]
    public async Task Reviews_a_phone_photo_and_gives_the_offer_after_approval()
    {
        await using var region = await TestRegion.StartAsync();
        using var driver = await new Applicant(region, 1).RegisteredAsync();
        using var reviewer = new Reviewer(region);
        var id = await driver.SubmittedAsync();
        var waiting = Assert.Single(await reviewer.QueueAsync());
        Assert.False(waiting["overdue"]!.GetValue<bool>());
        Assert.Equal(waiting["deadline"]!.GetValue<DateTimeOffset>(), (await driver.FindAsync(id))["deadline"]!.GetValue<DateTimeOffset>());
        Assert.Equal("ApplicationOpen", (await driver.ApplyAsync("phone")).Problem);

        await reviewer.DecideNextAsync();
        Assert.Equal("Approved", (await driver.FindAsync(id))["state"]!.GetValue<string>());
        var identified = await driver.IdentifyAsync(id);
        using var phone = Phone.Of(region, driver.Key);
        var licence = await phone.LicenceAsync(identified.Json["offer"]!);
        Assert.True(licence.AsSpan().IndexOf(Picture()) > 0); // The reviewer's licence photo stands on it.
        Assert.Equal("Collected", (await driver.FindAsync(id))["state"]!.GetValue<string>());
        Assert.Equal(["PhotoReceived", "PhotoApproved", "LicenceIssued"], (await driver.NoticesAsync()).Select(notice => notice["kind"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Rejects_a_photo_without_a_young_identity_check_or_of_wrong_form_and_counts_neither_as_a_refusal()
    {
        await using var region = await TestRegion.StartAsync();
        using var driver = await new Applicant(region, 1).RegisteredAsync();
        var id = Id(await driver.ApplyAsync("album", region.Clock.GetUtcNow().AddDays(-20).ToString("yyyy-MM-dd")));
        Assert.Equal("ApplicationClosed", (await driver.SendPhotoAsync(id)).Problem);
        await driver.IdentifyAsync(id);
        var faulty = await driver.SendPhotoAsync(id, SyntheticPhoto.Licence());
        Assert.Equal("PhotoFaulty", faulty.Problem);
        Assert.Contains(faulty.Json["faults"]!.AsArray(), fault => fault!["code"]!.GetValue<string>() == "TooNarrow" && fault["zh"]!.GetValue<string>().Contains("520"));
        region.Clock.Advance(TimeSpan.FromMinutes(31));
        Assert.Equal("IdentityNeeded", (await driver.SendPhotoAsync(id)).Problem);
        Assert.Equal(0, (await driver.FindAsync(id))["refusals"]!.GetValue<int>());
    }

    [Fact]
    [NamesRule(OfficeRule.PhotoChangesEverySixMonths)]
    public async Task Changes_a_photo_at_most_every_six_months()
    {
        await using var region = await TestRegion.StartAsync();
        using var driver = await new Applicant(region, 1).RegisteredAsync(withPhoto: true);
        using var reviewer = new Reviewer(region);
        var change = await driver.ChangePhotoAsync();
        Assert.True(change.Json["changesPhoto"]!.GetValue<bool>());
        await driver.ResubmitAsync(Id(change));
        await reviewer.DecideNextAsync();
        Assert.Equal(Id(change), Id(await driver.ChangePhotoAsync())); // The same wish; from collecting on, another one.
        using var phone = Phone.Of(region, driver.Key);
        await phone.LicenceAsync((await driver.IdentifyAsync(Id(change))).Json["offer"]!);
        var refused = await driver.ChangePhotoAsync();
        Assert.Equal("NotEligible", refused.Problem);
        Assert.Equal(["PhotoChangedRecently"], Reasons(refused));
        Assert.Equal(["PhotoChangedRecently"], Reasons(await driver.ApplyAsync("phone"))); // Nor in the clothes of an application.
        region.Clock.Advance(TimeSpan.FromDays(176));
        Assert.Equal(["PhotoChangedRecently"], Reasons(await driver.ChangePhotoAsync()));
        region.Clock.Advance(TimeSpan.FromDays(9));
        Assert.Equal(HttpStatusCode.Created, (await driver.ChangePhotoAsync()).Status);
    }

    [Fact]
    public async Task Keeps_an_approved_photo_until_it_is_collected_whatever_the_registry_puts()
    {
        await using var region = await TestRegion.StartAsync();
        using var driver = await new Applicant(region, 1).RegisteredAsync();
        using var reviewer = new Reviewer(region);
        var id = await driver.SubmittedAsync();
        await reviewer.DecideNextAsync();
        await PutPortraitAsync();
        Assert.Equal(id, Id(await driver.ApplyAsync("phone"))); // The same application; its own photo bars it from nothing.
        var identified = await driver.IdentifyAsync(id);
        await PutPortraitAsync();
        using var phone = Phone.Of(region, driver.Key);
        Assert.True((await phone.LicenceAsync(identified.Json["offer"]!)).AsSpan().IndexOf(Picture()) > 0);
        Assert.Equal(["PhotoChangedRecently"], Reasons(await driver.ApplyAsync("phone")));
        await PutPortraitAsync();
        var again = await driver.IdentifyAsync(Id(await driver.ApplyAsync("stored")));
        Assert.Equal(-1, (await phone.LicenceAsync(again.Json["offer"]!)).AsSpan().IndexOf(Picture())); // Collected: the registry's counts again.

        async Task PutPortraitAsync() => await driver.RegisteredAsync(change: record =>
            record["portrait"] = Convert.ToBase64String(new SyntheticPhoto { Grain = 9 }.Encode()));
    }

    [Fact]
    public async Task Ends_an_approved_application_when_the_licence_is_collected_by_the_counters_way()
    {
        await using var region = await TestRegion.StartAsync();
        using var office = Office.Of(region);
        using var driver = await new Applicant(region, 1).RegisteredAsync();
        using var reviewer = new Reviewer(region);
        using var phone = Phone.Of(region);
        var id = await driver.SubmittedAsync();
        await reviewer.DecideNextAsync();
        var licence = await phone.LicenceAsync((await office.ApplyAsync(1)).Json);
        Assert.True(licence.AsSpan().IndexOf(Picture()) > 0); // The approved photo stands on it.
        Assert.Equal("Collected", (await driver.FindAsync(id))["state"]!.GetValue<string>());
        Assert.Equal("LicenceIssued", (await driver.NoticesAsync())[^1]["kind"]!.GetValue<string>());
    }

    [Fact]
    public async Task Shows_an_app_its_own_applications_and_notices_alone()
    {
        using var own = TlsIdentity.FromPem(TlsIdentity.CreateKeyPem());
        using var other = TlsIdentity.FromPem(TlsIdentity.CreateKeyPem());
        await using var region = await TestRegion.StartAsync(
            $"--Node:ProvinceSystemPins:1={own.Pin}", $"--Node:CallerRoles:{own.Pin}=applicant", $"--Node:ProvinceSystemPins:2={other.Pin}", $"--Node:CallerRoles:{other.Pin}=applicant");
        using var registered = await new Applicant(region, 1).RegisteredAsync();
        using var driver = new Applicant(region, 1, own);
        using var stranger = new Applicant(region, 1, other);
        var id = await driver.SubmittedAsync();
        Assert.Equal(id, (await driver.GetAsync("/applications")).Json["items"]![0]!["id"]!.GetValue<string>());
        Assert.Single(await driver.NoticesAsync());
        Assert.Single(await registered.NoticesAsync()); // The office sees all.
        Assert.Equal(id, (await registered.FindAsync(id))["id"]!.GetValue<string>());

        Assert.Equal("NoSuchApplication", (await stranger.GetAsync($"/applications/{id}")).Problem);
        Assert.Empty((await stranger.GetAsync("/applications")).Json["items"]!.AsArray());
        Assert.Empty(await stranger.NoticesAsync());
        Assert.Equal("NoSuchApplication", (await stranger.ChallengeAsync(id)).Problem);
        Assert.Equal("NoSuchApplication", (await stranger.EvidenceAsync(id, (await driver.ChallengeAsync(id)).Json)).Problem);
        Assert.Equal("NoSuchApplication", (await stranger.SendPhotoAsync(id)).Problem);
    }

    [Fact]
    public async Task Makes_one_application_of_many_that_race_and_keeps_it_when_asked_again()
    {
        await using var region = await TestRegion.StartAsync();
        using var driver = await new Applicant(region, 1).RegisteredAsync(withPhoto: true);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => driver.ApplyAsync("stored")));
        Assert.Single(answers.Select(Id).Distinct());
    }

    [Fact]
    public async Task Starts_with_the_simulated_provider_in_a_rehearsal_and_without_one_where_none_is_wanted()
    {
        await using var region = await TestRegion.StartAsync("--Node:IdentityProvider=none");
        using var driver = await new Applicant(region, 1).RegisteredAsync(withPhoto: true);
        Assert.Equal("NoIdentityProvider", (await driver.ChallengeAsync(Id(await driver.ApplyAsync("stored")))).Problem);
    }

    private static byte[] Picture() => RegionNode.Issuer.Photos.LicencePhoto.Check(SyntheticPhoto.Licence()).Photo!.Image;

    private static async Task<JsonNode> ChallengeAsync(Applicant driver, string id) => (await driver.ChallengeAsync(id)).Json;

    private static string Id(Answer answer) => answer.Json["id"]!.GetValue<string>();

    private static string Code(Answer answer) => answer.Json["offer"]!["offer"]!.GetValue<string>();

    private static IEnumerable<string> Reasons(Answer answer) => answer.Json["reasons"]!.AsArray().Select(reason => reason!.GetValue<string>());
}
