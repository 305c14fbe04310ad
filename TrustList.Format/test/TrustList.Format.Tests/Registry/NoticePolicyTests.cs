using System.Text.Json.Nodes;
using TrustList.Format.Encoding;
using TrustList.Format.Registry;
using TrustList.Testing;
using static TrustList.Format.Tests.Registry.RegistrySamples;

namespace TrustList.Format.Tests.Registry;

public sealed class NoticePolicyTests
{
    private static readonly NoticeDecision Ratified = SampleNotices.Decide("sunday-1", NoticeOutcome.Ratified, Start);
    private static readonly NoticeDecision Lifted = SampleNotices.Decide("sunday-1", NoticeOutcome.Lifted, Start.AddDays(1));
    private static readonly PolicyDocument Sample = SamplePolicies.Policy with
    {
        NoticeDecisions = [Ratified, Lifted],
        NoticeBackdateDays = 7,
        UnprovenIssuance = SamplePolicies.Policy.UnprovenIssuance.SetItem(Purpose.Counter, StatusDecision.Warned),
    };

    [Fact]
    public void Accepts_what_it_wrote()
    {
        var read = PolicyDocument.Read(Sample.Write());
        Assert.True(read.Ok, read.Detail);
        Assert.Equal(Sample.Write(), read.Value.Write());
        Assert.Equal<NoticeDecision>([Ratified, Lifted], read.Value.NoticeDecisions);
        Assert.Equal(7, read.Value.NoticeBackdateDays);
        Assert.Equal(StatusDecision.Warned, read.Value.UnprovenIssuance[Purpose.Counter]);
    }

    [Fact]
    public void Accepts_a_file_from_before_there_were_notices()
    {
        var json = JsonNode.Parse(Sample.Write())!.AsObject();
        foreach (var member in new[] { "noticeDecisions", "noticeBackdateDays", "unprovenIssuance" })
            Assert.True(json.Remove(member));
        var read = PolicyDocument.Read(CanonicalJson.EncodeText(json));
        Assert.True(read.Ok, read.Detail);
        Assert.Empty(read.Value.NoticeDecisions);
        Assert.Equal(30, read.Value.NoticeBackdateDays);
        Assert.All(read.Value.UnprovenIssuance.Values, decision => Assert.Equal(StatusDecision.Refused, decision));
        Assert.Equal(Enum.GetValues<Purpose>().Length, read.Value.UnprovenIssuance.Count);
    }

    [Fact]
    public void Rejects_decisions_that_contradict_each_other()
    {
        AssertRefused(RegistryFault.IllegalTransition, Sample with { NoticeDecisions = [Lifted, Ratified with { At = Start.AddDays(2) }] });
        AssertRefused(RegistryFault.IllegalTransition, Sample with { NoticeDecisions = [Ratified, Ratified] });
        AssertRefused(RegistryFault.HistoryOutOfOrder, Sample with { NoticeDecisions = [Ratified, Lifted with { At = Start.AddDays(-1) }] });
    }

    [Fact]
    public void Rejects_a_purpose_that_takes_unproven_licences_without_a_word() => AssertRefused(
        RegistryFault.IncompletePolicy, Sample with { UnprovenIssuance = Sample.UnprovenIssuance.SetItem(Purpose.Rental, StatusDecision.Accepted) });

    [Fact]
    public void Rejects_a_version_that_takes_a_decision_back()
    {
        Assert.Null(Sample.CheckSuccessor(Sample with { NoticeDecisions = [Ratified] }));
        Assert.Equal(RegistryFault.HistoryRewritten, (Sample with { NoticeDecisions = [Ratified] }).CheckSuccessor(Sample)!.Fault);
        Assert.Equal(
            RegistryFault.HistoryRewritten,
            (Sample with { NoticeDecisions = [Ratified with { At = Start.AddHours(1) }, Lifted] }).CheckSuccessor(Sample)!.Fault);
    }

    private static void AssertRefused(RegistryFault fault, PolicyDocument document)
    {
        Assert.Equal(fault, document.Check()?.Fault);
        Assert.False(PolicyDocument.Read(document.Write()).Ok);
    }
}
