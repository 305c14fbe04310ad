using System.Net;
using RegionNode.Issuer.Inception;
using RegionNode.Issuer.Tests.World;
using TrustList.Format.Encoding;
using TrustList.Format.Registry;
using TrustList.Format.Status;

namespace RegionNode.Issuer.Tests;

/// <summary>A node signs with no key that its province or a duty officer calls lost, whatever the hub has heard of it.</summary>
public sealed class LostKeyTests
{
    private const string Region = "region-310000";

    [Fact]
    public async Task Rejects_signing_with_a_key_that_its_own_record_calls_compromised_although_the_hub_is_away()
    {
        await using var region = await TestRegion.StartAsync();
        using var office = Office.Of(region);
        var offer = await office.OfferAsync(1);
        await region.StopHubAsync();
        var signer = region.Province.Issuers!.Certificates[1];
        var now = Instants.WholeSeconds(region.Clock.GetUtcNow());
        region.Province.Issuers = region.Province.Issuers with
        {
            Certificates = region.Province.Issuers.Certificates.SetItem(1, signer with
            {
                DistrustAfter = now.AddDays(-1), History = signer.History.Add(new(KeyState.Compromised, now, "Stolen, in this test")),
            }),
        };
        region.Province.Publish(Path.Combine(region.DataDir, RegionFolders.Inbox), now);
        await UnreadyAsync(region);
        await AssertIssuesNothingAsync(region, offer);
    }

    [Fact]
    public async Task Rejects_signing_with_a_key_under_an_emergency_notice_until_it_is_lifted()
    {
        await using var region = await TestRegion.StartAsync();
        using var office = Office.Of(region);
        var now = Instants.WholeSeconds(region.Clock.GetUtcNow());
        var notice = Notice(region, now);
        var offer = await office.OfferAsync(1);
        Put(region, "notices.json", new NoticesDocument { Notices = [notice] }.Write());
        await UnreadyAsync(region);
        await AssertIssuesNothingAsync(region, offer);

        // A file that takes it back, or is none, changes nothing.
        Put(region, "notices.json", NoticesDocument.Empty.Write(), 1);
        await Task.Delay(TimeSpan.FromSeconds(1.5));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await region.HealthAsync()).Status);
        Put(region, "notices.json", new byte[100], 2);
        await Task.Delay(TimeSpan.FromSeconds(1.5));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await region.HealthAsync()).Status);

        Put(region, "notices.json", new NoticesDocument { Notices = [notice] }.Write(), 3);
        region.Clock.Advance(EmergencyNotice.LongestLife);
        await region.ReadyAsync();
    }

    [Fact]
    public async Task Signs_no_list_with_a_status_key_under_notice_also_after_a_restart()
    {
        await using var region = await TestRegion.StartAsync();
        await region.FirstListAsync();
        var now = Instants.WholeSeconds(region.Clock.GetUtcNow());
        await region.StopIssuerAsync();
        Put(region, "notices.json", new NoticesDocument { Notices = [Notice(region, now) with { Key = "status-1" }] }.Write());
        region.Clock.Advance(TimeSpan.FromHours(20)); // The list is due again by now.
        await region.StartIssuerAsync();
        await UnreadyAsync(region);
        await Task.Delay(TimeSpan.FromSeconds(2));
        // What was signed before may still arrive.
        Assert.All(region.Journal.Lists, list => Assert.True(StatusListToken.ReadCwt(list.Cwt.Memory).Value.Claims.IssuedAt <= now));
    }

    [Fact]
    public async Task Goes_on_at_once_with_a_key_on_short_notice()
    {
        await using var region = await TestRegion.StartAsync();
        using var office = Office.Of(region);
        var spki = (await office.PostAsync("/operator/keys/document-signer")).Json["spki"]!.GetValue<string>();
        var now = Instants.WholeSeconds(region.Clock.GetUtcNow());
        var lost = region.Province.Issuers!.Certificates[1];
        region.Province.Issuers = region.Province.Issuers with
        {
            Certificates = region.Province.Issuers.Certificates.SetItem(1, lost with
            {
                DistrustAfter = now, History = lost.History.Add(new(KeyState.Compromised, now, "Stolen, in this test")),
            }),
        };
        var next = region.Province.AddSigner(spki, now, now);
        var added = region.Province.Issuers.Certificates[^1];
        region.Province.Issuers = region.Province.Issuers with
        {
            Certificates = region.Province.Issuers.Certificates.Replace(added, added with { ShortNotice = new("唯一的签发密钥已失", "The only signing key is lost") }),
        };
        region.Province.Publish(Path.Combine(region.DataDir, RegionFolders.Inbox), now);
        await Eventually.TrueAsync(() => region.Journal.Metadata(Region).Count() == 2, "version 2 arrives");
        await region.ReadyAsync();

        using var phone = Phone.Of(region);
        var offer = await office.OfferAsync(1);
        await phone.LicenceAsync(offer);
        var signer = (await office.GetAsync($"/licences/{offer["licenceId"]!.GetValue<string>()}")).Json["signer"]!.GetValue<string>();
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(next)), signer);
    }

    [Fact]
    public async Task Signs_its_lists_anew_with_the_next_status_key_once_the_first_is_lost()
    {
        await using var region = await TestRegion.StartAsync();
        await region.FirstListAsync();
        using var office = Office.Of(region);
        await LostStatusKey.ReplaceAsync(region, office);
        await Eventually.TrueAsync(
            () => region.Journal.Lists.LastOrDefault() is { } list && StatusListToken.ReadCwt(list.Cwt.Memory) is { Ok: true, Value.KeyId: "status-2" },
            "a list by the new key");
        await region.ReadyAsync();

        // A new process finds both keys, and signs nothing that is not due.
        var signed = region.Journal.Lists.Count();
        await region.StopIssuerAsync();
        await region.StartIssuerAsync();
        await region.ReadyAsync();
        Assert.Equal(signed, region.Journal.Lists.Count());
    }

    private static EmergencyNotice Notice(TestRegion region, DateTimeOffset now) => new()
    {
        Id = "sunday-1",
        Kind = NoticeKind.Key,
        Region = Province.Code,
        Key = region.Province.Issuers!.Certificates[1].Thumbprint,
        IssuedAt = now,
        LapsesAt = now + EmergencyNotice.LongestLife,
        TargetsVersion = 1,
        Reason = new("测试", "A test"),
    };

    /// <summary>As an operator copies it: under another name first. Each copy has a time of its own, however fast the test is.</summary>
    private static void Put(TestRegion region, string name, byte[] bytes, int nth = 0)
    {
        var folder = Directory.CreateDirectory(Path.Combine(region.DataDir, RegionFolders.Emergency)).FullName;
        var path = Path.Combine(folder, name);
        File.WriteAllBytes(path + ".new", bytes);
        File.SetLastWriteTimeUtc(path + ".new", new DateTime(2020, 1, 1, 0, 0, nth, DateTimeKind.Utc));
        File.Move(path + ".new", path, overwrite: true);
    }

    private static Task UnreadyAsync(TestRegion region) => Eventually.TrueAsync(
        async () => (await region.HealthAsync()).Status == HttpStatusCode.ServiceUnavailable, "the node is not ready");

    private static async Task AssertIssuesNothingAsync(TestRegion region, System.Text.Json.Nodes.JsonNode offer)
    {
        using var phone = Phone.Of(region);
        Assert.Equal("NoSigner", (await phone.CollectAsync(offer["offer"]!.GetValue<string>())).Answer.Problem);
    }
}
