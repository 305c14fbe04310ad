using TrustList.Format.Credentials;
using TrustList.Format.Registry;
using TrustList.Testing;
using static TrustList.Format.Tests.Registry.RegistrySamples;

namespace TrustList.Format.Tests.Registry;

/// <summary>The real roll-out, asked for any instant.</summary>
public sealed class RecognitionTests
{
    private static readonly RegistryDocument Nation = Of(
        Bare("110000"), Bare("120000"), Bare("310000"), Bare("320000", "3205"), Bare("320500"), Bare("330000"),
        Bare("340000"), Bare("410000"), Bare("440100"), Bare("510100"));

    [Theory]
    // Yangtze River Delta, 2020
    [InlineData("310000", "320000", "2020-10-12T00:00:00Z", "yrd-2020", null)]
    [InlineData("340000", "330000", "2020-10-12T00:00:00Z", "yrd-2020", null)]
    [InlineData("310000", "320500", "2020-10-12T00:00:00Z", "yrd-2020", null)]       // a province member covers its city
    [InlineData("320500", "310000", "2020-10-12T00:00:00Z", "yrd-2020", null)]
    [InlineData("310000", "320000", "2019-12-31T23:59:59Z", null, "2020-01-01T00:00:00Z")]
    [InlineData("310000", "110000", "2020-10-12T00:00:00Z", null, "2021-09-01T00:00:00Z")]
    // Pilots, 2021-06-01
    [InlineData("120000", "510100", "2021-06-01T00:00:00Z", "pilots-2021", null)]
    [InlineData("120000", "510100", "2021-05-31T23:59:59Z", null, "2021-06-01T00:00:00Z")]
    [InlineData("120000", "110000", "2021-06-01T00:00:00Z", null, "2021-09-01T00:00:00Z")]
    [InlineData("320000", "120000", "2021-06-01T00:00:00Z", null, "2021-12-10T00:00:00Z")] // a city's agreement does not cover its province
    // 28 cities, 2021-09-01: everywhere, one way
    [InlineData("310000", "110000", "2021-09-01T00:00:00Z", "cities-2021", null)]
    [InlineData("310000", "410000", "2021-09-01T00:00:00Z", "cities-2021", null)]
    [InlineData("440100", "410000", "2021-09-01T00:00:00Z", "cities-2021", null)]
    [InlineData("410000", "310000", "2021-09-01T00:00:00Z", null, "2021-12-10T00:00:00Z")]
    [InlineData("410000", "110000", "2021-12-09T23:59:59Z", null, "2021-12-10T00:00:00Z")]
    // The nation, 2021-12-10
    [InlineData("410000", "110000", "2021-12-10T00:00:00Z", "nation-2021", null)]
    [InlineData("330000", "410000", "2030-01-01T00:00:00Z", "nation-2021", null)]
    public void Follows_the_roll_out(string issuer, string acceptor, string at, string? agreement, string? from)
    {
        var result = Ask(issuer, acceptor, At(at));
        Assert.Equal(agreement, result.Agreement?.Id);
        Assert.Equal(agreement is not null, result.Recognised);
        Assert.Equal(from is null ? null : At(from), result.RecognisedFrom);
        Assert.Equal(agreement is null ? RecognitionRefusal.NotYet : null, result.Refusal);
    }

    [Fact]
    public void Always_takes_a_regions_own_licences()
    {
        var result = Ask("410000", "410000", Start);
        Assert.Equal((true, null), (result.Recognised, result.Agreement));
    }

    [Fact]
    public void Rejects_a_region_that_was_never_admitted()
    {
        Assert.Equal(RecognitionRefusal.UnknownRegion, Ask("650000", "310000", At("2022-01-01T00:00:00Z")).Refusal);
        Assert.Equal(RecognitionRefusal.UnknownRegion, Ask("310000", "650000", At("2022-01-01T00:00:00Z")).Refusal);
        Assert.Equal(RecognitionRefusal.UnknownRegion, Ask("650000", "650000", At("2022-01-01T00:00:00Z")).Refusal);
    }

    [Fact]
    public void Rejects_a_suspended_region_while_it_is_suspended_even_at_home()
    {
        var held = Bare("310000") with
        {
            History = [new(RegionState.Active, Start, "In"), new(RegionState.Suspended, Start.AddDays(10), "Held"), new(RegionState.Active, Start.AddDays(20), "Back")],
        };
        var registry = Of(held, Bare("320000"));
        RecognitionResult At(int day, string acceptor) => Recognition.Evaluate(
            SamplePolicies.Policy, registry, "310000", acceptor, MdocNames.DocType, null, Purpose.Roadside, Start.AddDays(day));
        Assert.True(At(9, "320000").Recognised);
        Assert.Equal(RecognitionRefusal.RegionNotActive, At(10, "320000").Refusal);
        Assert.Equal(RecognitionRefusal.RegionNotActive, At(10, "310000").Refusal);
        Assert.True(At(20, "320000").Recognised);
    }

    [Fact]
    public void Rejects_another_document_type_class_or_purpose()
    {
        var narrow = SamplePolicies.YangtzeRiverDelta with { Classes = ["C1", "C2"], Purposes = [Purpose.Roadside] };
        var policy = SamplePolicies.Policy with { Agreements = [narrow] };
        RecognitionResult Ask(string docType, string? vehicleClass, Purpose purpose) =>
            Recognition.Evaluate(policy, Nation, "310000", "320000", docType, vehicleClass, purpose, At("2020-10-12T00:00:00Z"));
        Assert.True(Ask(MdocNames.DocType, "C1", Purpose.Roadside).Recognised);
        Assert.True(Ask(MdocNames.DocType, null, Purpose.Roadside).Recognised);
        Assert.Equal(RecognitionRefusal.NoAgreement, Ask(MdocNames.DocType, "A1", Purpose.Roadside).Refusal);
        Assert.Equal(RecognitionRefusal.NoAgreement, Ask(MdocNames.DocType, "C1", Purpose.Rental).Refusal);
        Assert.Equal(RecognitionRefusal.NoAgreement, Ask("other", "C1", Purpose.Roadside).Refusal);
    }

    [Fact]
    public void Ends_with_the_agreement_and_says_when_the_next_begins()
    {
        var ended = SamplePolicies.YangtzeRiverDelta with { EffectiveUntil = At("2020-07-01T00:00:00Z") };
        var policy = SamplePolicies.Policy with { Agreements = [ended, SamplePolicies.Nationwide] };
        RecognitionResult At2(string at) => Recognition.Evaluate(policy, Nation, "310000", "320000", MdocNames.DocType, null, Purpose.Roadside, At(at));
        Assert.True(At2("2020-06-30T23:59:59Z").Recognised);
        Assert.Equal(At("2021-12-10T00:00:00Z"), At2("2020-07-01T00:00:00Z").RecognisedFrom);
    }

    [Fact]
    public void Rests_while_the_agreement_is_suspended_and_says_when_it_resumes()
    {
        var suspended = SamplePolicies.YangtzeRiverDelta with
        {
            History =
            [
                new(AgreementState.Suspended, At("2020-03-01T00:00:00Z"), "Test suspension"),
                new(AgreementState.InForce, At("2020-05-01T00:00:00Z"), "Test resumption"),
            ],
        };
        var policy = SamplePolicies.Policy with { Agreements = [suspended] };
        RecognitionResult At2(string at) => Recognition.Evaluate(policy, Nation, "310000", "320000", MdocNames.DocType, null, Purpose.Roadside, At(at));
        Assert.True(At2("2020-02-29T00:00:00Z").Recognised);
        Assert.Equal(At("2020-05-01T00:00:00Z"), At2("2020-03-01T00:00:00Z").RecognisedFrom);
        Assert.True(At2("2020-05-01T00:00:00Z").Recognised);
    }

    private static RecognitionResult Ask(string issuer, string acceptor, DateTimeOffset at) =>
        Recognition.Evaluate(SamplePolicies.Policy, AdmittedEarly, issuer, acceptor, MdocNames.DocType, "C1", Purpose.Roadside, at);

    private static readonly RegistryDocument AdmittedEarly = Of(
        [.. Nation.Regions.Select(region => region with { History = [new(RegionState.Active, Start.AddYears(-1), "Before the first agreement")] })]);
}
