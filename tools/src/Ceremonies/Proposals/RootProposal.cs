using TrustList.Format.Metadata;

namespace Federation.Ceremonies.Proposals;

/// <summary>The checks of a proposal for root: signed by the thresholds of the present root and of the new one (trust.md §6).</summary>
internal static class RootProposal
{
    public static ProposalResult<CheckedProposal> Check(Proposal proposal, DateTimeOffset now, ReadOnlyMemory<byte>? anchor)
    {
        var read = MetadataReader.Root(proposal.Proposed.Metadata);
        if (!read.Ok) return new ProposalRefusal(ProposalFault.Malformed, $"root: {read.Fault}: {read.Detail}");
        var root = read.Value;
        if (proposal.Delegator is not null || proposal.Proposed.Files.Count > 0) return new ProposalRefusal(ProposalFault.FileMismatch, "a root has no files and no delegator");
        if (!root.Signed.ConsistentSnapshot) return new ProposalRefusal(ProposalFault.BadDocument, "root must demand consistent snapshots");
        if (Unreachable(root) is { } role) return new ProposalRefusal(ProposalFault.BadDocument, $"{role}: fewer keys than its threshold");
        var own = Electorate.Of(root, RoleNames.Root);
        if (proposal.Roots.IsEmpty)
        {
            return anchor is not null || proposal.Present is not null
                ? new ProposalRefusal(ProposalFault.AnchorContradicts, "the proposal begins a new root")
                : CheckedProposal.Finish(proposal, root, null, [own], now, anchored: false);
        }

        var chain = RootChain.Follow(proposal.Roots, anchor);
        if (chain.Value is not { } followed) return chain.Refusal!;
        if (proposal.Present is not { } present || !present.Metadata.Span.SequenceEqual(followed.Last.Bytes.Span) || present.Files.Count > 0)
            return new ProposalRefusal(ProposalFault.BaseNotTrusted, "the root in force is not the last of the chain");
        return CheckedProposal.Finish(proposal, root, followed.Last, [Electorate.Of(followed.Last, RoleNames.Root), own], now, followed.Anchored);
    }

    private static string? Unreachable(SignedMetadata<RootRole> root) =>
        root.Signed.Roles.Keys.FirstOrDefault(role => Electorate.Of(root, role) is var electorate && electorate.Count(electorate.Members) < electorate.Role.Threshold);
}
