using System.Net;
using RegionNode.Issuer.Tests.World;
using TrustList.Format.Credentials;
using TrustList.Format.Credentials.Qr;
using TrustList.Format.Encoding;
using TrustList.Format.Registry;
using TrustList.Format.Verification;

namespace RegionNode.Issuer.Tests;

/// <summary>What a device gets to show as a QR code.</summary>
public sealed class CompactTests
{
    [Fact]
    public async Task Gives_the_device_a_compact_form_that_says_what_the_licence_says_and_ends_with_it()
    {
        await using var region = await TestRegion.StartAsync();
        using var office = Office.Of(region);
        using var phone = Phone.Of(region);
        var offer = await office.OfferAsync(1);
        var licence = await phone.LicenceAsync(offer);
        region.Clock.Advance(TimeSpan.FromHours(1));
        var (answer, compact) = await phone.AskAsync(HolderAct.Compact, offer, purpose: null);
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);

        var now = Instants.WholeSeconds(region.Clock.GetUtcNow());
        var verifier = CredentialVerifier.ForAnchors([region.Province.Issuers!.Certificates.Single(record => record.Role == CertificateRole.DocumentSigner).Der.ToArray()]);
        var wallet = new CodeWallet(phone.Key, compact);
        var code = verifier.Verify(new VerificationRequest { QrText = wallet.ShowDynamic(Purpose.Roadside, now), Now = now });
        var transcript = SessionTranscripts.OpenId4VpHandover("client", "nonce", "https://verifier.invalid");
        var full = new Wallet(phone.Key, licence);
        var whole = verifier.Verify(new VerificationRequest { DeviceResponse = full.Present(full.Elements, transcript), SessionTranscript = transcript, Now = now });

        Assert.True(code.Outcome == Outcome.Accepted, code.ToJson());
        Assert.Equal(Outcome.Accepted, whole.Outcome);
        foreach (var (space, elements) in code.Disclosed)
            foreach (var (name, value) in elements)
                Assert.Equal(whole.Disclosed[space][name].ToJson()!.ToJsonString(), value.ToJson()!.ToJsonString());
        var row = await office.GetAsync($"/licences/{offer["licenceId"]}");
        Assert.Equal(row.Json["validUntil"]!.GetValue<DateTimeOffset>(), wallet.ValidUntil);
        Assert.Equal(now, wallet.SignedAt);
    }

    [Fact]
    public async Task Staples_the_assertion_of_the_licence_to_its_code()
    {
        await using var region = await TestRegion.StartAsync();
        using var office = Office.Of(region);
        using var phone = Phone.Of(region);
        var offer = await office.OfferAsync(1);
        await phone.LicenceAsync(offer);
        var compact = (await phone.AskAsync(HolderAct.Compact, offer, purpose: null)).Bytes;
        var assertion = (await phone.AskAsync(HolderAct.Assertion, offer, purpose: null)).Bytes;
        var code = new CodeWallet(phone.Key, compact).ShowDynamic(Purpose.Rental, region.Clock.GetUtcNow(), staple: assertion); // Refuses one about another licence.
        Assert.StartsWith("CNDD1:", code, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rejects_another_device_a_proof_of_another_act_and_what_ended()
    {
        await using var region = await TestRegion.StartAsync("--Node:LicenceDays=2");
        using var office = Office.Of(region);
        using var phone = Phone.Of(region);
        using var other = Phone.Of(region);
        var (kept, corrected, lost) = (await office.OfferAsync(1), await office.OfferAsync(2), await office.OfferAsync(3));
        foreach (var offer in new[] { kept, corrected, lost })
            await phone.LicenceAsync(offer);

        Assert.Equal("NotThisDevice", (await other.AskAsync(HolderAct.Compact, kept, purpose: null)).Answer.Problem);
        Assert.Equal("ProofRefused", (await phone.AskAsync(HolderAct.Compact, await phone.PossessionAsync(HolderAct.Assertion, kept))).Answer.Problem);
        await office.RecordAsync(2, new() { ["kind"] = "NameCorrected", ["familyName"] = "示例", ["givenName"] = "改" });
        Assert.Equal("LicenceEnded", (await phone.AskAsync(HolderAct.Compact, corrected, purpose: null)).Answer.Problem);
        await office.PostAsync($"/licences/{lost["licenceId"]}/lost-device");
        Assert.Equal("DeviceWasLost", (await phone.AskAsync(HolderAct.Compact, lost, purpose: null)).Answer.Problem);
        region.Clock.Advance(TimeSpan.FromDays(2));
        await region.ReadyAsync();
        Assert.Equal("LicenceEnded", (await phone.AskAsync(HolderAct.Compact, kept, purpose: null)).Answer.Problem);
    }
}
