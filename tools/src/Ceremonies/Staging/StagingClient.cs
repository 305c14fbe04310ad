using System.Collections.Immutable;
using Federation.Ceremonies.Proposals;
using TrustList.Format.Metadata;
using TrustList.Format.Registry;
using TrustList.Format.Verification;
using TrustList.Sync;

namespace Federation.Ceremonies.Staging;

/// <summary>
/// The verifier that has to accept a change before it is published (trust.md §6): a real client that follows the list in force and
/// then the list with the change, over throwaway keys in the hub's place.
/// </summary>
public static class StagingClient
{
    /// <summary>Tries a proposal that is fully signed.</summary>
    /// <param name="present">The list in force; null where the proposal begins one.</param>
    /// <param name="proposal">The proposal.</param>
    /// <param name="now">The instant of the rehearsal.</param>
    /// <param name="cancel">The caller gives up.</param>
    public static async Task<StagingOutcome> Try(PresentList? present, CheckedProposal proposal, DateTimeOffset now, CancellationToken cancel)
    {
        if (proposal.Incomplete() is { } incomplete) return StagingOutcome.Refused(incomplete);
        if (present is null && proposal.Metadata is SignedMetadata<RootRole> first)
            return TrustedMetadata.Start(first.Bytes) is { Fault: { } fault, Detail: var why } ? Refused($"{fault}: {why}") : StagingOutcome.Accepted([]);
        if (present is not null && proposal.Metadata is SignedMetadata<RootRole> next && TrustedMetadata.Start(present.Root.Bytes).Next!.WithRoot(next.Bytes) is { Ok: false } broken)
            return Refused($"{broken.Fault}: {broken.Detail}");

        var repository = new StagingRepository(now);
        using var http = new HttpClient(new StagingTransport(repository)) { Timeout = Timeout.InfiniteTimeSpan };
        var folder = Directory.CreateTempSubdirectory("staging-");
        try
        {
            repository.AddRoot(present?.Root.Signed ?? RootOf(proposal));
            var client = new TrustClient(TrustStore.Open(folder.FullName), repository.Anchor, StagingTransport.Address, http, new FixedClock(now), new SyncOptions { FetchStatusLists = false, FetchParties = true, Retries = 0, UnsafeWithoutLog = true });
            SyncOutcome? before = null;
            if (present is not null)
            {
                repository.Publish(present.Roles, present.Files);
                before = await client.SyncAsync(cancel);
                if (before is { Ok: false, Fault: not SyncFault.Frozen }) return Refused($"the list in force: {Say(before)}");
            }

            Change(repository, present, proposal);
            var after = await client.SyncAsync(cancel);
            return after.Ok ? Compare(before?.State, after.State!, proposal) : Refused(Explain(after, proposal));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Change(StagingRepository repository, PresentList? present, CheckedProposal proposal)
    {
        var roles = present?.Roles ?? ImmutableDictionary<string, SignedMetadata<TargetsRole>>.Empty;
        var files = present?.Files ?? ImmutableDictionary<string, ReadOnlyMemory<byte>>.Empty;
        if (proposal.Metadata is SignedMetadata<TargetsRole> targets)
            repository.Publish(roles.SetItem(proposal.Proposal.Role, targets), files.SetItems(proposal.Proposal.Proposed.Files));
        else
        {
            repository.AddRoot(RootOf(proposal));
            repository.Publish(roles, files);
        }
    }

    private static StagingOutcome Compare(TrustState? before, TrustState after, CheckedProposal proposal)
    {
        var role = proposal.Proposal.Role;
        if (role == RoleNames.Targets && after.Versions.Targets != proposal.Version) return Refused($"it follows targets {after.Versions.Targets}");
        if (role.StartsWith("region-", StringComparison.Ordinal) && after.Excluded.TryGetValue(role["region-".Length..], out var excluded)) return Refused($"region {role["region-".Length..]} is left out: {excluded}");
        if (role.StartsWith("region-", StringComparison.Ordinal) && after.PartiesExcluded.TryGetValue(role["region-".Length..], out var left)) return Refused($"the parties of region {role["region-".Length..]} are left out: {left}");
        if (role == RoleNames.Emergency && after.NoticesExcluded is { } untaken) return Refused($"the notices are not taken: {untaken}");
        var lost = before?.Issuers.Keys.FirstOrDefault(code => !after.Issuers.ContainsKey(code) && after.Registry.Find(code)?.State != RegionState.Withdrawn);
        if (lost is not null) return Refused($"region {lost} would be lost: {after.Excluded.GetValueOrDefault(lost)}");
        return StagingOutcome.Accepted([.. Notes(before, after)]);
    }

    private static IEnumerable<Sentence> Notes(TrustState? before, TrustState after)
    {
        foreach (var code in (before?.Nodes.Keys ?? []).Where(code => !after.Nodes.ContainsKey(code)))
            yield return new($"地区 {code} 的 node.json 须由其节点重新签署，此前没有通往该地区的路由。", $"The node of region {code} must sign its node.json anew; until then there is no route to it.");
        if (before is { NoticesExcluded: null } && after.NoticesExcluded is not null)
            yield return new("值班员须重新签署紧急通告（notice renew）；此前核验端沿用已有通告并给出警告。", "A duty officer must sign the notices anew (notice renew); until then verifiers keep those they hold, with a warning.");
    }

    private static string Explain(SyncOutcome after, CheckedProposal proposal) =>
        proposal.Proposal.Role == RoleNames.Root && after.MetadataFault == MetadataFault.BelowThreshold
            ? "the targets in force are not signed by enough of the new root's targets operators; let those who stay sign targets first, or replace fewer at once"
            : Say(after);

    private static string Say(SyncOutcome outcome) => $"{outcome.Fault}{(outcome.MetadataFault is { } rule ? $" ({rule})" : "")} {outcome.Detail}";

    private static RootRole RootOf(CheckedProposal proposal) => proposal.Metadata is SignedMetadata<RootRole> root
        ? root.Signed
        : MetadataReader.Root(proposal.Proposal.Roots[^1]).Value.Signed;

    private static StagingOutcome Refused(string detail) => StagingOutcome.Refused(new ProposalRefusal(ProposalFault.StagingRefused, detail));

    private sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
