using Federation.Ceremonies.Changes;
using Federation.Ceremonies.Proposals;
using Federation.Ceremonies.Staging;
using TrustList.Format.Metadata;

namespace Tools.Tests.Proposals;

public sealed class StagingTests
{
    private readonly Nation nation = new();

    [Fact]
    public async Task Accepts_targets_a_region_and_a_root_that_a_client_can_follow()
    {
        Assert.Null((await Try(Nation.Sign(nation.DraftTargets(), nation.Repository.TargetsKeys.Take(2)))).Refusal);
        Assert.Null((await Try(Nation.Sign(nation.DraftRoot((nation.Repository.RootKeys[0], Nation.NewKey())), nation.Repository.RootKeys.Skip(1).Take(3)))).Refusal);
        Assert.Null((await Try(Nation.Sign(DraftRegion(), nation.Repository.Regions[0].RoleKeys.Take(2)))).Refusal);
    }

    [Fact]
    public async Task Rejects_too_few_signatures() =>
        Assert.Equal(ProposalFault.BelowThreshold, (await Try(Nation.Sign(nation.DraftTargets(), nation.Repository.TargetsKeys.Take(1)))).Refusal?.Fault);

    [Fact]
    public async Task Rejects_a_root_under_which_the_targets_in_force_no_longer_count()
    {
        var targets = nation.Repository.TargetsKeys;
        var both = new KeyEdit([(targets[0].PublicKey.Thumbprint, Nation.NewKey().PublicKey), (targets[1].PublicKey.Thumbprint, Nation.NewKey().PublicKey)], [], [], null);
        var outcome = await Try(Nation.Sign(nation.DraftRoot(new RootChange(KeyEdit.None, both)), nation.Repository.RootKeys.Take(3)));
        Assert.Equal(ProposalFault.StagingRefused, outcome.Refusal?.Fault);
        Assert.Contains("let those who stay sign targets first", outcome.Refusal!.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rejects_targets_that_lose_a_region_by_changing_its_operators()
    {
        var operators = Federation.Ceremonies.OperatorGroup.Of(1, Nation.NewKey().PublicKey);
        var change = new TargetsChange { Operators = Operators("310000", operators) };
        var outcome = await Try(Nation.Sign(nation.DraftTargets(change), nation.Repository.TargetsKeys.Take(2)));
        Assert.Equal(ProposalFault.StagingRefused, outcome.Refusal?.Fault);
        Assert.Contains("region 310000 would be lost", outcome.Refusal!.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Accepts_targets_that_come_after_the_list_in_force_has_expired()
    {
        var late = Nation.Now.AddDays(100);
        var present = nation.Present;
        var (role, files) = new TargetsChange().Apply(present, late);
        var signed = ProposalSigning.Sign(CheckedProposal.Check(ProposalDraft.Targets(present, RoleNames.Targets, role, files, Nation.Reason, late), late).Value!, nation.Repository.TargetsKeys[0]).Value!;
        signed = ProposalSigning.Sign(CheckedProposal.Check(signed, late).Value!, nation.Repository.TargetsKeys[1]).Value!;
        Assert.Null((await StagingClient.Try(present, CheckedProposal.Check(signed, late).Value!, late, default)).Refusal);
    }

    private Proposal DraftRegion()
    {
        var present = nation.Present;
        var (role, files) = new RegionChange("310000").Apply(present, Nation.Now);
        return ProposalDraft.Targets(present, RoleNames.Region("310000"), role, files, Nation.Reason, Nation.Now);
    }

    private Task<StagingOutcome> Try(Proposal proposal) => StagingClient.Try(nation.Present, Nation.Check(proposal), Nation.Now, default);

    private static System.Collections.Immutable.ImmutableDictionary<string, Federation.Ceremonies.OperatorGroup> Operators(string code, Federation.Ceremonies.OperatorGroup group) =>
        System.Collections.Immutable.ImmutableDictionary<string, Federation.Ceremonies.OperatorGroup>.Empty.Add(code, group);
}
