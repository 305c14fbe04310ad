using TrustList.Format.Metadata;
using TrustList.Format.Signing;

namespace Federation.Ceremonies.Proposals;

/// <summary>One operator's act.</summary>
public static class ProposalSigning
{
    /// <summary>Adds a signature; or says why not, and nothing has changed.</summary>
    public static ProposalResult<Proposal> Sign(CheckedProposal proposal, ISigner signer)
    {
        if (!proposal.Electorates.Any(electorate => electorate.Members.Contains(signer.PublicKey)))
            return new ProposalRefusal(ProposalFault.WrongKey, $"key {KeyLabel.Of(signer.PublicKey)} is none of those that {string.Join(" and ", proposal.Electorates.Select(electorate => electorate.Delegator))} name for {proposal.Proposal.Role}");
        if (proposal.Signers.Contains(signer.PublicKey))
            return new ProposalRefusal(ProposalFault.AlreadySigned, $"key {KeyLabel.Of(signer.PublicKey)}");
        var signed = MetadataWriter.AddSignature(proposal.Proposal.Proposed.Metadata, signer);
        return signed.Ok
            ? proposal.Proposal with { Proposed = proposal.Proposal.Proposed with { Metadata = signed.Value } }
            : new ProposalRefusal(ProposalFault.Malformed, signed.Detail);
    }
}
