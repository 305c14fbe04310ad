using System.Net;
using RegionNode.Issuer.Photos;
using RegionNode.Issuer.Tests.Rules;
using RegionNode.Issuer.Tests.World;
using TrustList.Testing.Photos;

namespace RegionNode.Issuer.Tests.Applications;

/// <summary>Where the police have no photo that fits: both sides of the identity card are sent and reviewed.</summary>
public sealed class IdCardTests
{
    private static readonly byte[] Front = Side(grain: 2);
    private static readonly byte[] Back = Side(grain: 3);

    [Fact]
    [NamesRule(OfficeRule.FirstAttemptTakesTheStoredPhoto)]
    public async Task Takes_the_stored_photo_where_nothing_is_said_and_names_what_is_wrong_with_it()
    {
        await using var region = await TestRegion.StartAsync();
        using var driver = await new Applicant(region, 1).RegisteredAsync(withPhoto: true);
        using var without = await new Applicant(region, 2).RegisteredAsync();
        using var old = await new Applicant(region, 3).RegisteredAsync(change: record => record["portrait"] = Convert.ToBase64String(new SyntheticPhoto { Width = 200 }.Encode()));
        Assert.Equal("Stored", (await driver.ApplyAsync(photo: null)).Json["photo"]!.GetValue<string>());
        Assert.Equal("NoPhoto", (await without.ApplyAsync(photo: null)).Json["reasons"]![0]!.GetValue<string>());
        Assert.Equal("StoredPhotoUnfit", (await old.ApplyAsync(photo: null)).Json["reasons"]![0]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.Created, (await old.ApplyAsync("idCard")).Status);
    }

    [Fact]
    [NamesRule(OfficeRule.IdCardStandsInForTheStoredPhoto)]
    public async Task Reviews_both_sides_erases_them_when_they_are_decided_and_issues_with_the_photo_of_the_card()
    {
        await using var region = await TestRegion.StartAsync();
        using var driver = await new Applicant(region, 1).RegisteredAsync();
        using var reviewer = new Reviewer(region);
        var id = await AppliedAsync(driver);
        Assert.Equal("InReview", (await driver.SendIdCardAsync(id, Front, Back)).Json["state"]!.GetValue<string>());
        var waiting = Assert.Single(await reviewer.QueueAsync());
        Assert.Equal("IdCard", waiting["source"]!.GetValue<string>());
        var claimed = (await reviewer.ClaimAsync(waiting["id"]!.GetValue<string>())).Json;
        Assert.Equal((Clean(Front), Clean(Back)), (claimed["photo"]!.GetValue<string>(), claimed["back"]!.GetValue<string>()));
        await reviewer.DecideNextAsync("CardUnreadable");
        Assert.Equal(0, Kept(region)); // Refused, and erased at once.
        Assert.Single(region.Stored(db => db.Query<string>("SELECT what FROM audit WHERE act = 'PhotoErased'").ToList()));
        Assert.Equal("CardUnreadable", (await driver.FindAsync(id))["reasons"]![0]!["code"]!.GetValue<string>());

        await driver.IdentifyAsync(id);
        Assert.Equal(HttpStatusCode.OK, (await driver.SendIdCardAsync(id, Front, Back)).Status);
        Assert.Equal(2, Kept(region));
        Assert.All(region.Stored(db => db.Query<(byte[], byte[])>("SELECT image, back FROM reviews WHERE image IS NOT NULL").ToList()), row =>
            Assert.False(row.Item1.AsSpan().StartsWith((byte[])[0xFF, 0xD8]) || row.Item2.AsSpan().StartsWith((byte[])[0xFF, 0xD8]))); // Sealed.
        await reviewer.DecideNextAsync();
        Assert.Equal(0, Kept(region));
        using var phone = Phone.Of(region, driver.Key);
        var licence = await phone.LicenceAsync((await driver.IdentifyAsync(id)).Json["offer"]!);
        Assert.True(licence.AsSpan().IndexOf(LicencePhoto.Check(SyntheticPhoto.Licence()).Photo!.Image) > 0);
    }

    [Fact]
    public async Task Rejects_a_card_of_wrong_form_a_photo_in_its_place_and_a_card_in_the_place_of_a_photo()
    {
        await using var region = await TestRegion.StartAsync();
        using var driver = await new Applicant(region, 1).RegisteredAsync();
        using var other = await new Applicant(region, 2).RegisteredAsync();
        var id = await AppliedAsync(driver);
        Assert.Equal("ApplicationClosed", (await driver.SendPhotoAsync(id)).Problem);
        Assert.Equal(["SameSideTwice"], Faults(await driver.SendIdCardAsync(id, Front, Front)));
        Assert.Equal(["NotJpeg", "TooNarrow"], Faults(await driver.SendIdCardAsync(id, [1, 2, 3], SyntheticPhoto.Licence())));
        Assert.Equal(["TooManyBytes"], Faults(await driver.SendIdCardAsync(id, Front, new byte[PhotoLimits.MostCardBytes + 1])));
        Assert.Equal(0, (await driver.FindAsync(id))["refusals"]!.GetValue<int>()); // Faults of form are no refusal.
        var phone = (await other.ApplyAsync("phone")).Json["id"]!.GetValue<string>();
        await other.IdentifyAsync(phone);
        Assert.Equal("ApplicationClosed", (await other.SendIdCardAsync(phone, Front, Back)).Problem);
        Assert.Equal("Malformed", (await driver.ChangePhotoAsync("idCard")).Problem);
    }

    private static async Task<string> AppliedAsync(Applicant driver)
    {
        var id = (await driver.ApplyAsync("idCard")).Json["id"]!.GetValue<string>();
        Assert.Equal(HttpStatusCode.OK, (await driver.IdentifyAsync(id)).Status);
        return id;
    }

    private static byte[] Side(int grain) => new SyntheticPhoto { Width = 640, Height = 404, Dpi = 72, Grain = grain }.Encode();

    private static string Clean(byte[] side) => Convert.ToBase64String(JpegCleaner.Clean(side, JpegReader.Read(side).Facts!));

    private static IEnumerable<string> Faults(Answer answer) => answer.Json["faults"]!.AsArray().Select(fault => fault!["code"]!.GetValue<string>());

    private static long Kept(TestRegion region) => region.Stored(db => db.ExecuteScalar<long>("SELECT count(image) + count(back) FROM reviews"));
}
