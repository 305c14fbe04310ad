using TrustList.Format.Metadata;

namespace Federation.Ceremonies.Proposals;

/// <summary>The checks of a proposal for targets or a role that targets delegate to.</summary>
internal static class TargetsProposal
{
    public static ProposalResult<CheckedProposal> Check(Proposal proposal, DateTimeOffset now, ReadOnlyMemory<byte>? anchor)
    {
        var read = MetadataReader.Targets(proposal.Proposed.Metadata);
        if (!read.Ok) return new ProposalRefusal(ProposalFault.Malformed, $"{proposal.Role}: {read.Fault}: {read.Detail}");
        var chain = RootChain.Follow(proposal.Roots, anchor);
        if (chain.Value is not { } followed) return chain.Refusal!;
        var (electorate, refusal) = proposal.Role == RoleNames.Targets
            ? (Electorate.Of(followed.Last, RoleNames.Targets), proposal.Delegator is null ? null : new ProposalRefusal(ProposalFault.Malformed, "targets have no delegator but root"))
            : Delegated(proposal, followed);
        if (refusal is not null) return refusal;
        SignedMetadata<TargetsRole>? present = null;
        if (proposal.Present is { } held)
        {
            var inForce = MetadataReader.Targets(held.Metadata);
            if (!inForce.Ok || electorate!.Verify(inForce.Value) is not null)
                return new ProposalRefusal(ProposalFault.BaseNotTrusted, inForce.Ok ? $"{proposal.Role} {inForce.Value.Signed.Version} is not signed by the threshold that {electorate!.Delegator} demands" : inForce.Detail);
            if (FileRules.Match(inForce.Value.Signed, held.Files) is { } unlisted) return unlisted;
            present = inForce.Value;
        }

        var broken = FileRules.Match(read.Value.Signed, proposal.Proposed.Files) ?? DocumentRules.Check(proposal, read.Value.Signed);
        return broken is not null ? broken : CheckedProposal.Finish(proposal, read.Value, present, [electorate!], now, followed.Anchored);
    }

    private static (Electorate? Electorate, ProposalRefusal? Refusal) Delegated(Proposal proposal, RootChain chain)
    {
        if (proposal.Delegator is not { } file) return (null, new(ProposalFault.Malformed, "a delegated role needs the targets that delegate to it"));
        var targets = MetadataReader.Targets(file);
        if (!targets.Ok || TrustedMetadata.VerifyTopLevel(chain.Last.Signed, RoleNames.Targets, targets.Value) is not null)
            return (null, new(ProposalFault.BaseNotTrusted, $"the targets in the file are not signed by the threshold of root {chain.Last.Signed.Version}"));
        return Electorate.Of(targets.Value, proposal.Role) is { } electorate
            ? (electorate, null)
            : (null, new(ProposalFault.BaseNotTrusted, $"targets {targets.Value.Signed.Version} do not delegate to {proposal.Role}"));
    }
}
