using Federation.Ceremonies;
using Federation.Ceremonies.Proposals;
using TrustList.Format.Metadata;

namespace Tools.Tests.Proposals;

public sealed class SigningTests
{
    private readonly Nation nation = new();

    [Fact]
    public void Accepts_a_root_only_with_the_thresholds_of_the_present_and_the_new_operators()
    {
        var (one, two) = (Nation.NewKey(), Nation.NewKey());
        var old = nation.Repository.RootKeys;
        var draft = nation.DraftRoot((old[0], one), (old[1], two));
        var byNew = Nation.Sign(draft, one, two, old[2]);
        Assert.Equal(ProposalFault.BelowThreshold, Nation.Check(byNew).Incomplete()?.Fault);
        var byOld = Nation.Sign(draft, old[0], old[1], old[2]);
        Assert.Equal(ProposalFault.BelowThreshold, Nation.Check(byOld).Incomplete()?.Fault);
        var byBoth = Nation.Sign(draft, old[2], old[3], old[4]);
        Assert.Null(Nation.Check(byBoth).Incomplete());
        Assert.True(TrustedMetadata.Start(nation.Repository.Anchor).Next!.WithRoot(byBoth.Proposed.Metadata).Ok);
    }

    [Fact]
    public void Rejects_a_key_that_may_not_sign_the_role()
    {
        var draft = Nation.Check(nation.DraftTargets());
        Assert.Equal(ProposalFault.WrongKey, ProposalSigning.Sign(draft, nation.Repository.RootKeys[0]).Refusal?.Fault);
        Assert.Equal(ProposalFault.WrongKey, ProposalSigning.Sign(draft, Nation.NewKey()).Refusal?.Fault);
    }

    [Fact]
    public void Rejects_a_second_signature_of_one_person_in_the_same_copy()
    {
        var signed = Nation.Sign(nation.DraftTargets(), nation.Repository.TargetsKeys[0]);
        Assert.Equal(ProposalFault.AlreadySigned, ProposalSigning.Sign(Nation.Check(signed), nation.Repository.TargetsKeys[0]).Refusal?.Fault);
    }

    [Fact]
    public void Rejects_a_second_signature_of_one_person_under_another_copy()
    {
        var draft = nation.DraftTargets();
        var key = nation.Repository.TargetsKeys[0];
        var copies = new[] { Nation.Check(Nation.Sign(draft, key)), Nation.Check(Nation.Sign(draft, key)) };
        Assert.Equal(ProposalFault.AlreadySigned, ProposalAssembly.Assemble(copies).Refusal?.Fault);
    }

    [Fact]
    public void Assembles_what_two_people_signed_apart_and_the_same_copy_given_twice()
    {
        var draft = nation.DraftTargets();
        var keys = nation.Repository.TargetsKeys;
        var (a, b) = (Nation.Check(Nation.Sign(draft, keys[0])), Nation.Check(Nation.Sign(draft, keys[1])));
        var whole = ProposalAssembly.Assemble([a, b, a, Nation.Check(draft)]).Value!;
        Assert.Null(Nation.Check(whole).Incomplete());
        Assert.Equal(2, Nation.Check(whole).Signers.Length);
    }

    [Fact]
    public void Rejects_copies_that_propose_different_things()
    {
        var draft = nation.DraftTargets();
        var other = draft with { Reason = new Sentence("另一理由", "another reason") };
        Assert.Equal(ProposalFault.DifferentProposals, ProposalAssembly.Assemble([Nation.Check(draft), Nation.Check(other)]).Refusal?.Fault);
    }

    [Fact]
    public void Rejects_a_proposal_whose_days_are_over()
    {
        var draft = nation.DraftTargets();
        Assert.NotNull(CheckedProposal.Check(draft, Nation.Now.AddDays(14).AddSeconds(-1)).Value);
        Assert.Equal(ProposalFault.ProposalExpired, CheckedProposal.Check(draft, Nation.Now.AddDays(14)).Refusal?.Fault);
        Assert.Equal(ProposalFault.Malformed, CheckedProposal.Check(draft with { ExpiresAt = Nation.Now.AddDays(300) }, Nation.Now).Refusal?.Fault);
    }

    [Fact]
    public void Rejects_a_proposal_against_an_older_version()
    {
        var draft = Nation.Sign(nation.DraftTargets(), nation.Repository.TargetsKeys.Take(2));
        nation.Repository.Publish();
        Assert.Equal(ProposalFault.BaseMoved, new Publication(nation.Present, Nation.Now).CheckBase(Nation.Check(draft))?.Fault);
        Assert.Null(new Publication(nation.Present, Nation.Now).CheckBase(Nation.Check(Nation.Sign(nation.DraftTargets(), nation.Repository.TargetsKeys.Take(2)))));
    }

    [Fact]
    public void Rejects_signatures_of_operators_whom_a_later_root_replaced()
    {
        var draft = Nation.Sign(nation.DraftTargets(), nation.Repository.TargetsKeys.Take(2));
        nation.Repository.TargetsKeys = [Nation.NewKey(), .. nation.Repository.TargetsKeys[1..]];
        nation.Repository.RotateRoot();
        Assert.Equal(ProposalFault.BaseMoved, new Publication(nation.Present, Nation.Now).CheckBase(Nation.Check(draft))?.Fault);
    }

    [Fact]
    public void Rejects_a_chain_that_does_not_hold_the_operators_own_anchor()
    {
        var draft = nation.DraftTargets();
        Assert.True(CheckedProposal.Check(draft, Nation.Now, nation.Repository.Anchor).Value!.Anchored);
        Assert.Equal(ProposalFault.AnchorContradicts, CheckedProposal.Check(draft, Nation.Now, new Nation().Repository.Anchor).Refusal?.Fault);
    }

    [Fact]
    public void Rejects_a_base_that_was_never_in_force()
    {
        var draft = nation.DraftTargets();
        var forged = MetadataWriter.Write(MetadataReader.Targets(draft.Present!.Metadata).Value.Signed, Nation.NewKey(), Nation.NewKey());
        Assert.Equal(ProposalFault.BaseNotTrusted, CheckedProposal.Check(draft with { Present = draft.Present with { Metadata = forged } }, Nation.Now).Refusal?.Fault);
    }

    [Fact]
    public void Rejects_a_version_that_leaves_one_out()
    {
        var draft = nation.DraftTargets();
        var role = MetadataReader.Targets(draft.Proposed.Metadata).Value.Signed;
        var leap = draft with { Proposed = draft.Proposed with { Metadata = MetadataWriter.Write(role with { Version = role.Version + 1 }) } };
        Assert.Equal(ProposalFault.WrongVersion, CheckedProposal.Check(leap, Nation.Now).Refusal?.Fault);
    }

    [Fact]
    public void Rejects_a_signature_that_was_put_in_by_hand()
    {
        var draft = nation.DraftTargets();
        var role = MetadataReader.Targets(draft.Proposed.Metadata).Value.Signed;
        var strange = draft with { Proposed = draft.Proposed with { Metadata = MetadataWriter.Write(role, Nation.NewKey()) } };
        Assert.Equal(ProposalFault.BadSignature, CheckedProposal.Check(strange, Nation.Now).Refusal?.Fault);
    }
}
