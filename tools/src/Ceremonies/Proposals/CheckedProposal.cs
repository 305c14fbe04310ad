using System.Collections.Immutable;
using TrustList.Format.Encoding;
using TrustList.Format.Metadata;
using TrustList.Format.Signing;

namespace Federation.Ceremonies.Proposals;

/// <summary>
/// A proposal that may be shown and signed. Holding one proves that its roots follow one another (from the operator's anchor, where
/// <see cref="Anchored"/>), that what it calls in force was signed by those who may, that it is the next version, that its files
/// are those it lists and keep the rules the hub will apply, and that every signature on it is of somebody who may sign.
/// </summary>
public sealed class CheckedProposal
{
    internal CheckedProposal(Proposal proposal, SignedMetadata metadata, SignedMetadata? present, ImmutableArray<Electorate> electorates, ImmutableArray<PublicKey> signers, bool anchored) =>
        (Proposal, Metadata, Present, Electorates, Signers, Anchored) = (proposal, metadata, present, electorates, signers, anchored);

    /// <summary>The file.</summary>
    public Proposal Proposal { get; }

    /// <summary>What is to be signed, with the signatures so far.</summary>
    public SignedMetadata Metadata { get; }

    /// <summary>What is in force; null where the role begins.</summary>
    public SignedMetadata? Present { get; }

    /// <summary>Who must sign: for a root after the first, the present operators and the new ones.</summary>
    public ImmutableArray<Electorate> Electorates { get; }

    /// <summary>The keys that have signed.</summary>
    public ImmutableArray<PublicKey> Signers { get; }

    /// <summary>Whether the chain of roots was followed from the operator's own anchor.</summary>
    public bool Anchored { get; }

    /// <summary>The version proposed.</summary>
    public long Version => Metadata.Role.Version;

    /// <summary>The first electorate that has not signed enough, or null when it may be published.</summary>
    public ProposalRefusal? Incomplete() => Electorates.FirstOrDefault(electorate => electorate.Verify(Metadata) is not null) is { } missing
        ? new ProposalRefusal(ProposalFault.BelowThreshold, $"{missing.Count(Signers)} of {missing.Role.Threshold} that {missing.Delegator} demands have signed")
        : null;

    /// <summary>Checks everything that the file alone allows, and the operator's anchor.</summary>
    /// <param name="proposal">The file.</param>
    /// <param name="now">To tell whether it has expired.</param>
    /// <param name="anchor">A root that the operator holds already; null leaves the chain's beginning to the file.</param>
    public static ProposalResult<CheckedProposal> Check(Proposal proposal, DateTimeOffset now, ReadOnlyMemory<byte>? anchor = null)
    {
        if (proposal.ExpiresAt - proposal.CreatedAt > Proposal.Life || proposal.ExpiresAt <= proposal.CreatedAt)
            return new ProposalRefusal(ProposalFault.Malformed, $"a proposal lives up to {Proposal.Life.Days} days");
        if (proposal.ExpiresAt <= now) return new ProposalRefusal(ProposalFault.ProposalExpired, $"since {Instants.Format(proposal.ExpiresAt)}");
        return proposal.Role == RoleNames.Root ? RootProposal.Check(proposal, now, anchor) : TargetsProposal.Check(proposal, now, anchor);
    }

    internal static ProposalResult<CheckedProposal> Finish(
        Proposal proposal, SignedMetadata metadata, SignedMetadata? present, ImmutableArray<Electorate> electorates, DateTimeOffset now, bool anchored)
    {
        var due = (present?.Role.Version ?? 0) + 1;
        if (metadata.Role.Version != due) return new ProposalRefusal(ProposalFault.WrongVersion, $"{proposal.Role} {metadata.Role.Version}, due is {due}");
        if (metadata.Role.IsExpired(now)) return new ProposalRefusal(ProposalFault.ProposalExpired, $"the metadata in it expired {Instants.Format(metadata.Role.Expires)}");
        var signers = ImmutableArray.CreateBuilder<PublicKey>();
        foreach (var signature in metadata.Signatures)
        {
            var key = electorates.Select(electorate => electorate.Find(signature.KeyId)).FirstOrDefault(found => found is not null);
            if (key is null || !key.Verify(metadata.SignedBytes.Span, signature.Value.Span, SignatureForm.Der))
                return new ProposalRefusal(ProposalFault.BadSignature, $"key {signature.KeyId[..Math.Min(12, signature.KeyId.Length)]}");
            if (signers.Contains(key)) return new ProposalRefusal(ProposalFault.AlreadySigned, $"key {KeyLabel.Of(key)} under two identifiers");
            signers.Add(key);
        }

        return new CheckedProposal(proposal, metadata, present, electorates, signers.ToImmutable(), anchored);
    }
}
