using TrustList.Format.Registry;
using TrustList.Format.Status;
using TrustList.Testing;
using static TrustList.Format.Tests.Registry.RegistrySamples;

namespace TrustList.Format.Tests.Registry;

public sealed class PolicyDocumentTests
{
    private static readonly PolicyDocument Sample = SamplePolicies.Policy;
    private static readonly Agreement Delta = SamplePolicies.YangtzeRiverDelta;

    [Fact]
    public void Accepts_what_it_wrote_byte_for_byte()
    {
        var document = Sample with
        {
            HubPins = [new string('0', 64)],
            Agreements =
            [
                Delta with
                {
                    Classes = ["C1"],
                    EffectiveUntil = Start.AddYears(10),
                    History = [new(AgreementState.Suspended, Start.AddDays(1), "Held")],
                },
            ],
        };
        var read = PolicyDocument.Read(document.Write());
        Assert.True(read.Ok, read.Detail);
        Assert.Equal(document.Write(), read.Value.Write());
        Assert.Equal(StatusDecision.Warned, read.Value.StatusRules[Purpose.Rental][StatusValue.Restricted]);
        Assert.Equal(TimeSpan.FromDays(7), read.Value.Freshness[Purpose.Roadside].Refuse);
    }

    [Fact]
    public void Rejects_a_purpose_or_status_without_a_rule()
    {
        AssertRefused(RegistryFault.IncompletePolicy, Sample with { Freshness = Sample.Freshness.Remove(Purpose.Rental) });
        AssertRefused(RegistryFault.IncompletePolicy, Sample with { Disclosure = Sample.Disclosure.Remove(Purpose.Rental) });
        AssertRefused(RegistryFault.IncompletePolicy, Sample with { WhenLiveUnavailable = Sample.WhenLiveUnavailable.Remove(Purpose.Rental) });
        AssertRefused(RegistryFault.IncompletePolicy, Sample with { StatusRules = Sample.StatusRules.Remove(Purpose.Rental) });
        AssertRefused(RegistryFault.IncompletePolicy, Sample with
        {
            StatusRules = Sample.StatusRules.SetItem(Purpose.Rental, Sample.StatusRules[Purpose.Rental].Remove(StatusValue.Suspended)),
        });
    }

    [Fact]
    public void Rejects_a_purpose_that_takes_the_revoked() => AssertRefused(RegistryFault.IncompletePolicy, Sample with
    {
        StatusRules = Sample.StatusRules.SetItem(Purpose.Rental, Sample.StatusRules[Purpose.Rental].SetItem(StatusValue.Invalid, StatusDecision.Warned)),
    });

    [Fact]
    public void Rejects_freshness_out_of_order() => AssertRefused(RegistryFault.IncompletePolicy, Sample with
    {
        Freshness = Sample.Freshness.SetItem(Purpose.Rental, new(TimeSpan.FromHours(2), TimeSpan.FromHours(1), TimeSpan.FromHours(3))),
    });

    [Fact]
    public void Rejects_a_disclosure_without_a_namespace() => AssertRefused(
        RegistryFault.IncompletePolicy, Sample with { Disclosure = Sample.Disclosure.SetItem(Purpose.Rental, ["family_name"]) });

    [Fact]
    public void Rejects_agreements_that_say_nothing_or_the_impossible()
    {
        AssertRefused(RegistryFault.DuplicateRecord, With(Delta, Delta));
        AssertRefused(RegistryFault.BadRegionCode, With(Delta with { Issuers = ["31"] }));
        AssertRefused(RegistryFault.IncompletePolicy, With(Delta with { Acceptors = [] }));
        AssertRefused(RegistryFault.IncompletePolicy, With(Delta with { Purposes = [] }));
        AssertRefused(RegistryFault.DatesOutOfOrder, With(Delta with { EffectiveUntil = Delta.EffectiveFrom }));
        AssertRefused(RegistryFault.IllegalTransition, With(Delta with
        {
            History = [new(AgreementState.Ended, Start, "Over"), new(AgreementState.InForce, Start.AddDays(1), "Again")],
        }));
    }

    [Fact]
    public void Rejects_a_successor_under_which_the_past_reads_otherwise()
    {
        var before = With(Delta);
        Assert.Null(With(Delta with { EffectiveUntil = Start.AddYears(3) }, SamplePolicies.Nationwide).CheckSuccessor(before));
        Assert.Equal(RegistryFault.RecordDropped, With(SamplePolicies.Nationwide).CheckSuccessor(before)!.Fault);
        Assert.Equal(RegistryFault.RecordLoosened, With(Delta with { Issuers = ["*"] }).CheckSuccessor(before)!.Fault);
        Assert.Equal(RegistryFault.RecordLoosened, With(Delta with { EffectiveFrom = Delta.EffectiveFrom.AddDays(-1) }).CheckSuccessor(before)!.Fault);
        Assert.Equal(RegistryFault.RecordLoosened, before.CheckSuccessor(With(Delta with { EffectiveUntil = Start.AddYears(1) }))!.Fault);
        Assert.Equal(RegistryFault.HistoryRewritten, before.CheckSuccessor(With(Delta with
        {
            History = [new(AgreementState.Suspended, Start.AddDays(1), "Held")],
        }))!.Fault);
    }

    [Theory]
    [InlineData(1, Freshness.Fresh)]
    [InlineData(10, Freshness.Fresh)]
    [InlineData(11, Freshness.Aged)]
    [InlineData(21, Freshness.Stale)]
    [InlineData(31, Freshness.TooOld)]
    [InlineData(-5, Freshness.Fresh)]
    public void Grades_an_age(int seconds, Freshness grade) => Assert.Equal(
        grade, new FreshnessTier(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(30)).Grade(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void Survives_mutated_bytes() => Mutations.Of(Sample.Write(), 11, 2_000, mutant =>
    {
        if (PolicyDocument.Read(mutant) is { Ok: true } read)
            Assert.Null(read.Value.Check());
    });

    private static PolicyDocument With(params Agreement[] agreements) => Sample with { Agreements = [.. agreements] };

    private static void AssertRefused(RegistryFault fault, PolicyDocument document)
    {
        Assert.Equal(fault, document.Check()?.Fault);
        Assert.False(PolicyDocument.Read(document.Write()).Ok);
    }
}
