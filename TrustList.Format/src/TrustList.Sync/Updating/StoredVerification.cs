using System.Collections.Immutable;
using TrustList.Format.Encoding;
using TrustList.Format.Log;
using TrustList.Format.Metadata;
using TrustList.Format.Registry;
using TrustList.Format.Verification;

namespace TrustList.Sync;

/// <summary>
/// Verifies a stored state anew, as of the instant at which it was complete: being offline for longer than a timestamp
/// lives does not take the state away; whether it is too old is the verifier's to say, by the state's own expiry.
/// </summary>
internal static class StoredVerification
{
    internal static Decoded<TrustState> Run(StoredState stored)
    {
        var at = stored.SyncedAt;
        var step = TrustedMetadata.Start(stored.Root);
        if (step.Ok)
            step = step.Next!.WithTimestamp(stored.Timestamp, at);
        if (step.Ok)
            step = step.Next!.WithSnapshot(stored.Snapshot, at);
        if (step.Ok)
            step = stored.Roles.TryGetValue(RoleNames.Targets, out var targets)
                ? step.Next!.WithTargets(targets, at)
                : new(null, MetadataFault.NotListed, RoleNames.Targets);
        if (!step.Ok)
            return Decoded<TrustState>.Fail(DecodeFault.BadValue, $"{step.Fault} {step.Detail}");

        var (metadata, faults) = LoadRegions(stored, step.Next!);
        var built = TrustState.Build(metadata, path => StoredFiles.Find(stored.Files, path), new RegionEvidence
        {
            RoleFaults = faults.ToImmutable(),
            AcceptedBefore = AcceptedIssuers.Read(stored.Accepted),
            PartiesBefore = AcceptedParties.Read(stored.Accepted),
            NoticesBefore = AcceptedNotices.Read(stored.Accepted),
        });
        return built.Ok ? OnTheLog(built.Value, stored).Then(state => Decoded<TrustState>.Of(WithStatusLists(state, stored))) : built;
    }

    private static Decoded<TrustState> OnTheLog(TrustState state, StoredState stored)
    {
        if (state.Log is null)
            return Decoded<TrustState>.Of(state);
        if (stored.LogProof is not { } bytes)
            return Decoded<TrustState>.Fail(DecodeFault.MissingField, "the proof of the log");
        var proof = LogProof.Read(bytes);
        if (!proof.Ok)
            return proof.As<TrustState>();
        var shown = state.WithEpoch(proof.Value, stored.SyncedAt);
        return shown.Ok ? Decoded<TrustState>.Of(shown.Value) : Decoded<TrustState>.Fail(DecodeFault.BadValue, $"log: {shown.Fault} {shown.Detail}");
    }

    private static (TrustedMetadata, ImmutableDictionary<string, MetadataFault>.Builder) LoadRegions(
        StoredState stored, TrustedMetadata metadata)
    {
        var faults = ImmutableDictionary.CreateBuilder<string, MetadataFault>();
        var codes = stored.Files.TryGetValue(RegistryDocument.Path, out var file) && RegistryDocument.Read(file.Span) is { Ok: true, Value: var registry }
            ? registry.Regions.Select(region => region.Code).ToList()
            : [];
        foreach (var (role, parent) in codes.Select(code => (RoleNames.Region(code), RoleNames.Targets))
                     .Concat(codes.Select(code => (RoleNames.Node(code), RoleNames.Region(code)))).Prepend((RoleNames.Emergency, RoleNames.Targets)))
        {
            if (!stored.Roles.TryGetValue(role, out var bytes))
                continue;
            var step = metadata.WithDelegated(role, parent, bytes, stored.SyncedAt);
            if (step.Ok)
                metadata = step.Next!;
            else
                faults[role] = step.Fault!.Value;
        }
        return (metadata, faults);
    }

    private static TrustState WithStatusLists(TrustState state, StoredState stored)
    {
        foreach (var list in stored.StatusLists)
            state = state.WithStatusList(list.Region, list.Uri, list.Token, list.VerifiedAt).State;
        return state.KeepingStatusLists(state, stored.SyncedAt);
    }
}
