using System.Net;
using RegionNode.Issuer.Inception;
using RegionNode.Issuer.Tests.World;
using TrustList.Format.Signing;
using TrustList.Testing;

namespace RegionNode.Issuer.Tests;

public sealed class RegionIntakeTests
{
    private const string Region = "region-310000";

    [Fact]
    public async Task Takes_a_later_version_from_the_inbox_and_puts_it_away()
    {
        await using var region = await TestRegion.StartAsync();
        region.Province.Publish(Inbox(region), region.Clock.GetUtcNow());
        await Eventually.TrueAsync(() => region.Journal.Metadata(Region).Count() == 2, "version 2 arrives");
        await Eventually.TrueAsync(() => File.Exists(Path.Combine(Inbox(region), "done", "2.region-310000.json")), "put away");
        Assert.Empty(Directory.GetFiles(Inbox(region)));
    }

    [Fact]
    public async Task Brings_the_regions_parties_to_the_hub_beside_its_issuers()
    {
        await using var region = await TestRegion.StartAsync();
        region.Province.Parties = SampleParties.Document("310000", SampleParties.Party("police", region.Clock.GetUtcNow()) with { TlsPins = [new string('a', 64)] });
        region.Province.Publish(Inbox(region), region.Clock.GetUtcNow());
        await Eventually.TrueAsync(() => region.Journal.Metadata(Region).Count() == 2, "version 2 arrives");
        Assert.Equal(["regions/310000/issuers.json", "regions/310000/parties.json"], region.Journal.Metadata(Region).Last().Targets.Select(file => file.Path).Order());
        await Eventually.TrueAsync(() => File.Exists(Path.Combine(Inbox(region), "done", "2.region-310000.json")), "put away");
        Assert.Empty(Directory.GetFiles(Inbox(region)));
    }

    [Fact]
    public async Task Waits_for_the_rest_of_a_file_that_is_still_being_copied()
    {
        await using var region = await TestRegion.PrepareAsync();
        region.Province.Publish(Inbox(region), region.Clock.GetUtcNow());
        var path = Path.Combine(Inbox(region), "2.issuers.json");
        var whole = await File.ReadAllBytesAsync(path);
        await File.WriteAllBytesAsync(path, whole[..^10]);
        await region.StartIssuerAsync();
        await region.ReadyAsync();
        await Task.Delay(1500);
        Assert.Single(region.Journal.Metadata(Region));
        await File.WriteAllBytesAsync(path, whole);
        await Eventually.TrueAsync(() => region.Journal.Metadata(Region).Count() == 2, "taken when whole");
    }

    [Theory]
    [InlineData("OtherNode")]
    [InlineData("NotASuccessor")]
    [InlineData("Expired")]
    [InlineData("NotASuccessor: NoticeTooShort")]
    public async Task Rejects_what_cannot_be_right_and_says_why(string fault)
    {
        await using var region = await TestRegion.StartAsync();
        var now = region.Clock.GetUtcNow();
        if (fault == "OtherNode")
            region.Province.NodeRole = new DelegationKey(SoftwareSigner.Create(SignatureAlgorithm.ES256).PublicKey);
        if (fault == "NotASuccessor")
            region.Province.Issuers = region.Province.Issuers! with { Certificates = region.Province.Issuers.Certificates.RemoveAt(1) };
        if (fault.EndsWith("NoticeTooShort", StringComparison.Ordinal))
            region.Province.AddSigner(region.Request.DocumentSignerSpki, now, now.AddHours(47));
        region.Province.Publish(Inbox(region), now, fault == "Expired" ? now.AddMinutes(-1) : null);
        var why = Path.Combine(Inbox(region), "refused", "2.region-310000.json.why");
        await Eventually.TrueAsync(() => File.Exists(why), "refused");
        Assert.StartsWith(fault, await File.ReadAllTextAsync(why), StringComparison.Ordinal);
        Assert.Single(region.Journal.Metadata(Region));
    }

    [Fact]
    public async Task Rejects_random_bytes_and_goes_on()
    {
        await using var region = await TestRegion.StartAsync();
        await File.WriteAllBytesAsync(Path.Combine(Inbox(region), "7.region-310000.json"), new byte[1000]);
        await Eventually.TrueAsync(() => File.Exists(Path.Combine(Inbox(region), "refused", "7.region-310000.json.why")), "refused");
        Assert.Equal(HttpStatusCode.OK, (await region.HealthAsync()).Status);
    }

    [Fact]
    public async Task Signs_with_the_next_key_from_its_window_on()
    {
        await using var region = await TestRegion.StartAsync();
        using var office = Office.Of(region);
        var made = await office.PostAsync("/operator/keys/document-signer");
        Assert.Equal(HttpStatusCode.Created, made.Status);
        var now = region.Clock.GetUtcNow();
        var next = region.Province.AddSigner(made.Json["spki"]!.GetValue<string>(), now, now.AddHours(49));
        region.Province.Publish(Inbox(region), now);
        await Eventually.TrueAsync(() => region.Journal.Metadata(Region).Count() == 2, "version 2 arrives");

        var before = await SignerOfNextLicenceAsync(region, office, 1);
        region.Clock.Advance(TimeSpan.FromHours(50));
        var after = await SignerOfNextLicenceAsync(region, office, 2);
        Assert.NotEqual(Thumbprint(next), before);
        Assert.Equal(Thumbprint(next), after);
    }

    [Fact]
    public async Task Accepts_a_corrected_version_after_one_that_the_hub_refused()
    {
        await using var region = await TestRegion.StartAsync();
        region.Hub!.Mood = (lane, _) => lane == Region ? HubMood.Refuse : HubMood.Admit;
        var (now, good) = (region.Clock.GetUtcNow(), region.Province.Issuers);
        region.Province.AddSigner(region.Request.DocumentSignerSpki, now, now.AddHours(60));
        region.Province.Publish(Inbox(region), now);
        await Eventually.TrueAsync(async () => (await region.HealthAsync()).Body["warnings"]!.ToJsonString().Contains("refused"), "version 2 is refused");
        region.Hub.Mood = (_, _) => HubMood.Admit;
        region.Province.Issuers = good; // Without the record that was never admitted.
        region.Province.Publish(Inbox(region), now);
        await Eventually.TrueAsync(() => region.Journal.Metadata(Region).Count() == 2, "version 3 arrives");
    }

    [Fact]
    public async Task Keeps_signing_with_the_old_key_while_the_hub_refuses_the_new_record()
    {
        await using var region = await TestRegion.StartAsync();
        using var office = Office.Of(region);
        region.Hub!.Mood = (lane, _) => lane == Region ? HubMood.Refuse : HubMood.Admit;
        var spki = (await office.PostAsync("/operator/keys/document-signer")).Json["spki"]!.GetValue<string>();
        var now = region.Clock.GetUtcNow();
        var next = region.Province.AddSigner(spki, now, now.AddHours(49));
        region.Province.Publish(Inbox(region), now);
        await Eventually.TrueAsync(() => region.Journal.Calls.Count(call => call.Lane == Region) == 2, "version 2 was sent");
        region.Clock.Advance(TimeSpan.FromHours(50));
        Assert.NotEqual(Thumbprint(next), await SignerOfNextLicenceAsync(region, office, 1));
    }

    private static string Inbox(TestRegion region)
    {
        var inbox = Path.Combine(region.DataDir, RegionFolders.Inbox);
        Directory.CreateDirectory(inbox);
        return inbox;
    }

    private static async Task<string> SignerOfNextLicenceAsync(TestRegion region, Office office, int driver)
    {
        using var phone = Phone.Of(region);
        var offer = await office.OfferAsync(driver);
        await phone.LicenceAsync(offer);
        return (await office.GetAsync($"/licences/{offer["licenceId"]!.GetValue<string>()}")).Json["signer"]!.GetValue<string>();
    }

    private static string Thumbprint(byte[] certificate) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(certificate));
}
