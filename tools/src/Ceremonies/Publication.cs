using Federation.Ceremonies.Proposals;
using Federation.Ceremonies.Staging;
using Grpc.Core;
using TrustList.Format.Metadata;

namespace Federation.Ceremonies;

/// <summary>The last act of a ceremony: nothing reaches the hub that is not complete, still on time, and accepted by a staging client.</summary>
/// <param name="present">What the hub serves now.</param>
/// <param name="now">The instant.</param>
public sealed class Publication(PresentList present, DateTimeOffset now)
{
    /// <summary>Whether the proposal still follows what the hub serves, and those who signed may sign it now.</summary>
    public ProposalRefusal? CheckBase(CheckedProposal proposal)
    {
        var role = proposal.Proposal.Role;
        var held = present.Find(role);
        if (held is null != proposal.Present is null || (held is not null && !held.Bytes.Span.SequenceEqual(proposal.Present!.Bytes.Span)))
            return new ProposalRefusal(ProposalFault.BaseMoved, $"{role} {held?.Role.Version ?? 0} is in force, the proposal follows {proposal.Present?.Role.Version ?? 0}");
        var electorate = role == RoleNames.Root ? proposal.Electorates[0] : role == RoleNames.Targets ? Electorate.Of(present.Root, role) : Electorate.Of(present.Targets, role);
        return electorate?.Verify(proposal.Metadata) is null && electorate is not null
            ? null
            : new ProposalRefusal(ProposalFault.BaseMoved, $"those whom {electorate?.Delegator ?? present.Targets.Signed.Version.ToString()} names have not signed enough: root or targets have moved on");
    }

    /// <summary>What the staging client found worth telling although it accepted.</summary>
    public IReadOnlyList<Sentence> Notes { get; private set; } = [];

    /// <summary>Lets the staging client try it.</summary>
    public async Task<ProposalRefusal?> Rehearse(CheckedProposal proposal, Transcript transcript, CancellationToken cancel)
    {
        var early = proposal.Incomplete() ?? CheckBase(proposal);
        var staged = early is null ? await StagingClient.Try(present, proposal, now, cancel) : StagingOutcome.Refused(early);
        transcript.Staged(staged, now);
        Notes = staged.Notes;
        return staged.Refusal;
    }

    /// <summary>Tries it, submits it, and writes down each step.</summary>
    public async Task<ProposalRefusal?> Run(CheckedProposal proposal, HubSubmission hub, Transcript transcript, CancellationToken cancel)
    {
        if (await Rehearse(proposal, transcript, cancel) is { } refused) return refused;
        try
        {
            var receipt = await hub.Submit(
                proposal.Proposal.Role, proposal.Metadata.Bytes.ToArray(), proposal.Proposal.Proposed.Files.ToDictionary(file => file.Key, file => file.Value.ToArray()), cancel);
            transcript.Admitted(receipt);
            return null;
        }
        catch (RpcException answer)
        {
            var fault = answer.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.Cancelled or StatusCode.Internal or StatusCode.Unknown
                ? ProposalFault.HubNotReached : ProposalFault.HubRefused;
            var refusal = new ProposalRefusal(fault, answer.Status.Detail);
            transcript.Refused(refusal);
            return refusal;
        }
    }
}
