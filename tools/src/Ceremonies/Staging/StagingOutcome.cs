using System.Collections.Immutable;
using Federation.Ceremonies.Proposals;

namespace Federation.Ceremonies.Staging;

/// <summary>What the staging client said.</summary>
/// <param name="Refusal">Why it refused, or null where it accepted.</param>
/// <param name="Notes">What the operators should know although it accepted.</param>
public sealed record StagingOutcome(ProposalRefusal? Refusal, ImmutableArray<Sentence> Notes)
{
    internal static StagingOutcome Accepted(ImmutableArray<Sentence> notes) => new(null, notes);

    internal static StagingOutcome Refused(ProposalRefusal refusal) => new(refusal, []);
}
