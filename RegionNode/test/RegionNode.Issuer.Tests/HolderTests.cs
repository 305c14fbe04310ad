using System.Buffers.Text;
using System.Net;
using RegionNode.Issuer.Holders;
using RegionNode.Issuer.Tests.World;
using TrustList.Format.Credentials;

namespace RegionNode.Issuer.Tests;

public sealed class HolderTests
{
    [Fact]
    public async Task Rejects_a_nonce_that_was_used()
    {
        await using var region = await TestRegion.StartAsync();
        using var office = Office.Of(region);
        using var phone = Phone.Of(region);
        var offer = (await office.OfferAsync(1))["offer"]!.GetValue<string>();
        var request = phone.Request(await phone.NonceAsync(), offer);
        Assert.Equal(HttpStatusCode.OK, (await phone.SendAsync(request.DeepClone())).Answer.Status);
        Assert.Equal("NonceRefused", (await phone.SendAsync(request.DeepClone())).Answer.Problem);
    }

    [Fact]
    public async Task Rejects_a_nonce_that_is_too_old_foreign_or_spelt_otherwise()
    {
        await using var region = await TestRegion.StartAsync();
        using var office = Office.Of(region);
        using var phone = Phone.Of(region);
        var offer = (await office.OfferAsync(1))["offer"]!.GetValue<string>();
        var foreign = Base64Url.EncodeToString(new byte[40]);
        Assert.Equal("NonceRefused", (await phone.SendAsync(phone.Request(foreign, offer))).Answer.Problem);
        var nonce = await phone.NonceAsync();
        Assert.Equal("NonceRefused", (await phone.SendAsync(phone.Request(nonce + "=", offer))).Answer.Problem);
        region.Clock.Advance(Nonces.Life + TimeSpan.FromSeconds(1));
        Assert.Equal("NonceRefused", (await phone.SendAsync(phone.Request(nonce, offer))).Answer.Problem);
    }

    [Fact]
    public void Remembers_no_more_spent_nonces_than_its_bound_and_forgets_old_ones()
    {
        var clock = new TestClock();
        var nonces = new Nonces(clock);
        for (var i = 0; i < Nonces.MaxSpent; i++)
            Assert.Equal(NonceState.Spent, nonces.Spend(nonces.New()));
        Assert.Equal(NonceState.Full, nonces.Spend(nonces.New()));
        clock.Advance(Nonces.Life);
        Assert.Equal(NonceState.Spent, nonces.Spend(nonces.New()));
    }

    [Theory]
    [InlineData("other key")]
    [InlineData("other offer")]
    [InlineData("other nonce")]
    [InlineData("other region")]
    [InlineData("one bit")]
    public async Task Rejects_a_proof_over_anything_else(string what)
    {
        await using var region = await TestRegion.StartAsync();
        using var office = Office.Of(region);
        using var phone = Phone.Of(region);
        using var thief = Phone.Of(region);
        var offer = (await office.OfferAsync(1))["offer"]!.GetValue<string>();
        var nonce = await phone.NonceAsync();
        var request = phone.Request(nonce, offer);
        var proof = what switch
        {
            "other key" => HolderProof.Sign(thief.Key, Province.Code, nonce, offer),
            "other offer" => HolderProof.Sign(phone.Key, Province.Code, nonce, "another offer"),
            "other nonce" => HolderProof.Sign(phone.Key, Province.Code, await phone.NonceAsync(), offer),
            "other region" => HolderProof.Sign(phone.Key, "110000", nonce, offer),
            _ => Flip(HolderProof.Sign(phone.Key, Province.Code, nonce, offer)),
        };
        request["proof"] = Base64Url.EncodeToString(proof);
        Assert.Equal("ProofRefused", (await phone.SendAsync(request)).Answer.Problem);
        // What failed has spent neither the nonce nor the offer.
        Assert.Equal(HttpStatusCode.OK, (await phone.SendAsync(phone.Request(nonce, offer))).Answer.Status);
    }

    [Fact]
    public async Task Rejects_a_device_key_that_is_not_on_the_curve()
    {
        await using var region = await TestRegion.StartAsync();
        using var phone = Phone.Of(region);
        var request = phone.Request(await phone.NonceAsync(), "offer");
        request["deviceKey"]!["y"] = Base64Url.EncodeToString(new byte[32]);
        Assert.Equal("DeviceKeyRefused", (await phone.SendAsync(request)).Answer.Problem);
    }

    [Fact]
    public async Task Rejects_another_device_and_gives_the_same_device_the_same_licence_again()
    {
        await using var region = await TestRegion.StartAsync();
        using var office = Office.Of(region);
        using var phone = Phone.Of(region);
        using var other = Phone.Of(region);
        var offer = await office.OfferAsync(1);
        var first = await phone.LicenceAsync(offer);
        Assert.Equal("OfferUsed", (await other.CollectAsync(offer["offer"]!.GetValue<string>())).Answer.Problem);
        Assert.Equal(first, await phone.LicenceAsync(offer));
    }

    [Fact]
    public async Task Gives_an_offer_to_one_of_two_devices_that_race_for_it()
    {
        await using var region = await TestRegion.StartAsync();
        using var office = Office.Of(region);
        for (var round = 0; round < 5; round++)
        {
            var offer = (await office.OfferAsync(round))["offer"]!.GetValue<string>();
            var phones = Enumerable.Range(0, 6).Select(_ => Phone.Of(region)).ToList();
            var answers = await Task.WhenAll(phones.Select(phone => phone.CollectAsync(offer)));
            phones.ForEach(phone => phone.Dispose());
            Assert.Single(answers, answer => answer.Answer.Status == HttpStatusCode.OK);
            Assert.Equal(5, answers.Count(answer => answer.Answer.Status == HttpStatusCode.Conflict));
        }
    }

    [Fact]
    public async Task Gives_one_device_that_asks_in_parallel_one_licence()
    {
        await using var region = await TestRegion.StartAsync();
        using var office = Office.Of(region);
        using var phone = Phone.Of(region);
        var offer = await office.OfferAsync(1);
        var licences = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => phone.LicenceAsync(offer)));
        Assert.All(licences, licence => Assert.Equal(licences[0], licence));
    }

    [Fact]
    public async Task Rejects_an_offer_that_is_unknown_or_not_collected_in_time()
    {
        await using var region = await TestRegion.StartAsync();
        using var office = Office.Of(region);
        using var phone = Phone.Of(region);
        var offer = (await office.OfferAsync(1))["offer"]!.GetValue<string>();
        Assert.Equal("OfferRefused", (await phone.CollectAsync("unknown")).Answer.Problem);
        region.Clock.Advance(TimeSpan.FromHours(72));
        Assert.Equal("OfferExpired", (await phone.CollectAsync(offer)).Answer.Problem);
    }

    [Fact]
    public async Task Rejects_collection_when_the_driver_became_ineligible_after_the_offer()
    {
        await using var region = await TestRegion.StartAsync();
        using var office = Office.Of(region);
        using var phone = Phone.Of(region);
        var offer = await office.OfferAsync(1);
        await office.ChangeAsync(offer["licenceId"]!.GetValue<string>(), "E");
        Assert.Equal("NotEligible", (await phone.CollectAsync(offer["offer"]!.GetValue<string>())).Answer.Problem);
    }

    private static byte[] Flip(byte[] bytes)
    {
        bytes[10] ^= 1;
        return bytes;
    }
}
