using System.Collections.Immutable;
using Federation.Ceremonies.Proposals;
using TrustList.Format.Encoding;
using TrustList.Format.Metadata;

namespace Federation.Ceremonies.Diff;

/// <summary>
/// What a proposal changes, for the people who sign it: sentences for what matters, and every value that differs, so that nothing
/// changes unsaid.
/// </summary>
/// <param name="Sentences">In words.</param>
/// <param name="Exact">Value by value.</param>
public sealed record ProposalDiff(ImmutableArray<Sentence> Sentences, ImmutableArray<ExactChange> Exact)
{
    /// <summary>Compares what is proposed with what is in force.</summary>
    public static ProposalDiff Of(CheckedProposal proposal)
    {
        var (present, proposed) = (proposal.Present, proposal.Metadata);
        var sentences = Head(proposal).Concat(proposed switch
        {
            SignedMetadata<RootRole> root => RootDiff.Of((present as SignedMetadata<RootRole>)?.Signed, root.Signed),
            SignedMetadata<TargetsRole> targets => TargetsDiff.Of(proposal.Proposal, (present as SignedMetadata<TargetsRole>)?.Signed, targets.Signed),
            _ => [],
        });
        var (before, after) = (proposal.Proposal.Present, proposal.Proposal.Proposed);
        var exact = ExactChange.BetweenSigned(proposal.Proposal.Role, present?.Bytes, proposed.Bytes)
            .Concat(after.Files.Keys.Union(before?.Files.Keys ?? [], StringComparer.Ordinal).Order(StringComparer.Ordinal)
                .SelectMany(path => ExactChange.Between(path, before?.Find(path), after.Find(path))));
        return new([.. sentences], [.. exact]);
    }

    private static IEnumerable<Sentence> Head(CheckedProposal proposal)
    {
        var role = proposal.Proposal.Role;
        var expires = Instants.Format(proposal.Metadata.Role.Expires);
        yield return proposal.Present is { } present
            ? new($"{role} 由第 {present.Role.Version} 版变为第 {proposal.Version} 版，有效至 {expires}（原为 {Instants.Format(present.Role.Expires)}）。", $"{role} goes from version {present.Role.Version} to {proposal.Version}, valid until {expires} (was {Instants.Format(present.Role.Expires)}).")
            : new($"{role} 首次发布，第 {proposal.Version} 版，有效至 {expires}。", $"{role} begins with version {proposal.Version}, valid until {expires}.");
        yield return new($"起草理由：{proposal.Proposal.Reason.Zh}", $"Reason given: {proposal.Proposal.Reason.En}");
    }
}
