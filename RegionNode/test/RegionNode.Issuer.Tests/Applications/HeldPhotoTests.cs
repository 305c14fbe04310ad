using Microsoft.Extensions.DependencyInjection;
using RegionNode.Issuer.Applications;
using RegionNode.Issuer.Photos;
using RegionNode.Issuer.Storage;
using RegionNode.Issuer.Tests.Rules;
using RegionNode.Issuer.Tests.World;
using TrustList.Testing.Photos;

namespace RegionNode.Issuer.Tests.Applications;

/// <summary>An approved photo is held by itself until it stands on a licence, and counts as a change from then on.</summary>
public sealed class HeldPhotoTests
{
    [Fact]
    public async Task Survives_the_registry_where_another_application_took_the_place_of_the_one_it_was_approved_for()
    {
        await using var region = await TestRegion.StartAsync();
        using var driver = await ApprovedAsync(region);
        await PutPortraitAsync(driver);
        var stored = Id(await driver.ApplyAsync("stored")); // Replaces it, and wants the photo that was approved.
        await PutPortraitAsync(driver);
        using var phone = Phone.Of(region, driver.Key);
        Assert.True(Shows(await phone.LicenceAsync((await driver.IdentifyAsync(stored)).Json["offer"]!)));
    }

    [Fact]
    [NamesRule(OfficeRule.PhotoChangesEverySixMonths)]
    public async Task Counts_six_months_from_a_photo_that_came_into_use_and_not_from_one_that_nobody_collected()
    {
        await using var region = await TestRegion.StartAsync("--Node:UncollectedDays=31");
        using var driver = await ApprovedAsync(region);
        Lapse(region, days: 32);
        var again = Id(await driver.ApplyAsync("phone")); // Nothing was changed yet.
        await driver.ResubmitAsync(again);
        using var reviewer = new Reviewer(region);
        await reviewer.DecideNextAsync();
        region.Clock.Advance(TimeSpan.FromDays(20)); // Approved, and collected some weeks later.
        using var phone = Phone.Of(region, driver.Key);
        await phone.LicenceAsync((await driver.IdentifyAsync(again)).Json["offer"]!);
        Assert.Equal("NotEligible", (await driver.ApplyAsync("phone")).Problem);
        region.Clock.Advance(TimeSpan.FromDays(176)); // Six months from the approval, and not from the collection.
        Assert.Equal("PhotoChangedRecently", (await driver.ChangePhotoAsync()).Json["reasons"]![0]!.GetValue<string>());
        region.Clock.Advance(TimeSpan.FromDays(9));
        Assert.Equal(System.Net.HttpStatusCode.Created, (await driver.ChangePhotoAsync()).Status);
    }

    [Fact]
    [NamesRule(OfficeRule.PhotoChangesEverySixMonths)]
    public async Task Counts_six_months_from_a_photo_that_came_into_use_after_nobody_had_waited_for_it()
    {
        await using var region = await TestRegion.StartAsync("--Node:UncollectedDays=31");
        using var driver = await ApprovedAsync(region);
        Lapse(region, days: 32);
        using var phone = Phone.Of(region, driver.Key);
        Assert.True(Shows(await phone.LicenceAsync((await driver.IdentifyAsync(Id(await driver.ApplyAsync("stored")))).Json["offer"]!)));
        Assert.Equal("PhotoChangedRecently", (await driver.ChangePhotoAsync()).Json["reasons"]![0]!.GetValue<string>());
    }

    [Fact]
    public async Task Lets_the_registry_have_its_way_again_once_nobody_waits_for_the_photo()
    {
        await using var region = await TestRegion.StartAsync();
        using var driver = await ApprovedAsync(region);
        await PutPortraitAsync(driver);
        Assert.Contains(Trail(region), what => what.Contains("portrait left out"));
        Lapse(region, days: 91);
        await PutPortraitAsync(driver);
        using var phone = Phone.Of(region, driver.Key);
        Assert.False(Shows(await phone.LicenceAsync((await driver.IdentifyAsync(Id(await driver.ApplyAsync("stored")))).Json["offer"]!)));
        Assert.Equal(System.Net.HttpStatusCode.Created, (await driver.ChangePhotoAsync()).Status); // Nothing was changed by the applicant.
    }

    [Fact]
    public async Task Records_the_change_of_photo_when_the_licence_with_it_is_signed()
    {
        await using var region = await TestRegion.StartAsync();
        using var driver = await new Applicant(region, 1).RegisteredAsync(withPhoto: true);
        using var reviewer = new Reviewer(region);
        var id = Id(await driver.ChangePhotoAsync());
        await driver.ResubmitAsync(id);
        await reviewer.DecideNextAsync();
        Assert.DoesNotContain("PhotoChanged", Events(region));
        using var phone = Phone.Of(region, driver.Key);
        await phone.LicenceAsync((await driver.IdentifyAsync(id)).Json["offer"]!);
        Assert.Equal(1, Events(region).Count(kind => kind == "PhotoChanged"));
    }

    /// <summary>A driver whose photo of the phone is approved and not collected.</summary>
    private static async Task<Applicant> ApprovedAsync(TestRegion region)
    {
        var driver = await new Applicant(region, 1).RegisteredAsync();
        using var reviewer = new Reviewer(region);
        await driver.SubmittedAsync();
        await reviewer.DecideNextAsync();
        return driver;
    }

    /// <summary>So long nobody collects: the application has lapsed, by this run or by the node's own.</summary>
    private static void Lapse(TestRegion region, int days)
    {
        region.Clock.Advance(TimeSpan.FromDays(days));
        region.Issuer.Services.GetRequiredService<ApplicationEnds>().Run(CancellationToken.None);
        Assert.Equal((long)ApplicationState.Lapsed, region.Stored(db => db.ExecuteScalar<long>("SELECT state FROM applications")));
    }

    private static Task<Applicant> PutPortraitAsync(Applicant driver) =>
        driver.RegisteredAsync(change: record => record["portrait"] = Convert.ToBase64String(new SyntheticPhoto { Grain = 9 }.Encode()));

    private static bool Shows(byte[] licence) => licence.AsSpan().IndexOf(LicencePhoto.Check(SyntheticPhoto.Licence()).Photo!.Image) > 0;

    private static IReadOnlyList<string> Trail(TestRegion region) => region.Stored(db => db.Query<string>("SELECT what FROM audit WHERE act = 'RecordPut'").ToList());

    private static IReadOnlyList<string> Events(TestRegion region) => region.Stored(db => db.Query<string>("SELECT kind FROM life_events").ToList());

    private static string Id(Answer answer) => answer.Json["id"]!.GetValue<string>();
}
