using RegionNode.Gateway.Tests.World;
using TrustList.Format.Status;

namespace RegionNode.Gateway.Tests.Verifying;

public sealed class VerifyTests
{
    [Fact]
    public async Task Accepts_a_licence_of_another_region_under_an_agreement()
    {
        await using var border = await Border.Open();
        var verdict = await border.Verdict();
        Assert.Equal("Accepted", verdict.Outcome());
        Assert.Equal(Border.Shanghai, verdict["issuer"]!["region"]!.GetValue<string>());
        Assert.True(verdict["simulatedClock"]!.GetValue<bool>());
        Assert.Empty(border.Home.Asked);
    }

    [Fact]
    public async Task Discloses_only_what_the_purpose_allows()
    {
        await using var border = await Border.Open();
        var verdict = await border.Verdict(purpose: "rental");
        var passedOn = verdict["disclosed"]!["org.iso.18013.5.1"]!.AsObject().Select(element => element.Key).Order();
        Assert.Equal(["document_number", "family_name"], passedOn);
        Assert.Contains("org.iso.18013.5.1/portrait", verdict["withheld"]!.AsArray().Select(name => name!.GetValue<string>()));
    }

    [Fact]
    public async Task Rejects_a_licence_where_no_agreement_holds()
    {
        await using var border = await Border.Open();
        var verdict = await border.Verdict(acceptor: Border.Beijing);
        Assert.Equal(("Refused", "NotRecognised"), (verdict.Outcome(), verdict.Reason()));
        Assert.Equal("2021-09-01T00:00:00Z", verdict["restsOn"]!["recognisedFrom"]!.GetValue<string>());
    }

    [Fact]
    public async Task Rejects_a_revoked_licence_without_asking_its_home_region()
    {
        await using var border = await Border.Open(world => world.PutStatus(2, StatusValue.Invalid));
        var verdict = await border.Verdict(live: true);
        Assert.Equal(("Refused", "Revoked"), (verdict.Outcome(), verdict.Reason()));
        Assert.Empty(verdict["withheld"]!.AsArray()); // What was not passed on says nothing where nothing is.
        Assert.Empty(border.Home.Asked);
    }

    [Fact]
    public async Task Rejects_one_changed_bit_without_asking_its_home_region()
    {
        await using var border = await Border.Open();
        var (response, transcript) = border.Present();
        var name = response.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes("合成"));
        response[name + 2] ^= 1;
        var verdict = await border.Verdict(live: true, shown: (response, transcript));
        Assert.Equal(("Refused", "DigestMismatch"), (verdict.Outcome(), verdict.Reason()));
        Assert.Empty(border.Home.Asked);
    }

    [Fact]
    public async Task Survives_a_hub_that_is_down_at_the_start()
    {
        await using var border = await Border.Open();
        await border.Gateway.DisposeAsync();
        border.Hub.Misbehave(TrustList.Testing.Misbehaviour.Reset, _ => true);
        await border.StartGateway();
        Assert.Equal("Accepted", (await border.Verdict()).Outcome());
    }
}
