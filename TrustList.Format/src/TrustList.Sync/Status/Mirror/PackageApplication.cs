using System.Collections.Immutable;
using TrustList.Format.Status;
using TrustList.Format.Verification;

namespace TrustList.Sync.Status;

/// <summary>
/// One downloaded package (SPEC.md §7.11). No part of it is signed but its heads and its epoch: the states that its payloads
/// give must have the roots of heads that the regions signed and that the epoch has.
/// </summary>
internal static class PackageApplication
{
    internal static (MirrorView, MirrorOutcome) Run(MirrorView held, StatusPackage package, TrustState trust, DateTimeOffset now)
    {
        // 1. The epoch, by policy; never one before the newest that was seen.
        var (epoch, failure) = ProvenHeads.Witnessed(package.LogProof, trust, now);
        if (failure is not null)
            return (held, failure);
        if (epoch is not null && epoch.Epoch.Number < (held.Newest?.Number ?? -1))
            return Failed(held, MirrorFault.RolledBack, $"epoch {epoch.Epoch.Number} after {held.Newest!.Number}");
        if (package.Kind == StatusPackageKind.Rollup && epoch is not null && package.FromEpoch > (held.Newest?.Number ?? -1))
            return Failed(held, MirrorFault.Gap, $"changes since epoch {package.FromEpoch}, and {held.Newest?.Number.ToString() ?? "none"} is held");

        // 2. The states, and with their roots the heads.
        var (decoded, fault) = PayloadStates.Of(held, package);
        if (decoded is not { } states)
            return (held, fault!);
        var hashes = package.Heads.Select((head, at) => StatusHead.Hash(head.ToClaims(states[at].Root))).ToList();

        // 3. These are all heads of the epoch.
        if (ProvenHeads.Bind(epoch, package.AllHeads(hashes)) is not { } proven)
            return Failed(held, MirrorFault.HeadsMismatch, $"not the heads of epoch {epoch!.Epoch.Number}");

        // 4. Each region's own signature and number.
        var regions = held.Regions.ToBuilder();
        for (var i = 0; i < package.Heads.Length; i++)
        {
            var (region, refusal) = Take(held, package.Heads[i], states[i], proven, trust, now);
            if (refusal is not null)
                return (held, refusal);
            if (region is not null)
                regions[region.Code] = region;
        }

        // 5. Whatever else is at hand and stands in the epoch is settled by it.
        var next = EpochApplication.Settled(held with { Regions = regions.ToImmutable() }, proven);
        return (next, new MirrorOutcome { Changed = true, Behind = Behind(next, trust, now) });
    }

    private static (MirrorRegion?, MirrorOutcome?) Take(
        MirrorView held, CompactHead compact, PayloadState state, ProvenHeads proven, TrustState trust, DateTimeOffset now)
    {
        var before = held.Regions.GetValueOrDefault(compact.Region);
        // A region that does not count here: its hash stands in the epoch, its state is of no use.
        if (trust.FindStatusKey(compact.Region, compact.KeyId, now) is not { } key)
            return (null, null);
        var verified = VerifiedStatusHead.Verify(compact.ToHead(state.Root, key.Algorithm), compact.Region, _ => key, now);
        if (!verified.Ok)
            return (null, MirrorOutcome.Failed(UpdateApplication.FaultOf(verified.Fault), $"{compact.Region}: {verified.Fault}: {verified.Detail}"));
        // Of the version that is settled, and of those that wait for their epoch: whichever the region signed twice.
        if (before?.HeadOf(compact.Version) is { } same && !same.Hash.Span.SequenceEqual(verified.Value.Hash.Span))
            return (null, MirrorOutcome.Failed(MirrorFault.Equivocation, $"{compact.Region}: two heads of version {compact.Version}") with { Evidence = (same.Bytes, verified.Value.Bytes) });
        if (before?.Head is { } last && compact.Version < last.Claims.Version)
            return (null, MirrorOutcome.Failed(MirrorFault.RolledBack, $"{compact.Region}: version {compact.Version} after {last.Claims.Version}"));
        // Heads alone bring no state: what is at hand is settled in step 5, what is not stays behind.
        return (state.State is { } full ? MirrorRegion.Of(verified.Value, full, proven, state.SinceIndex, before) : null, null);
    }

    private static ImmutableArray<string> Behind(MirrorView view, TrustState trust, DateTimeOffset now) =>
        [.. view.Newest!.Heads.Select(head => head.Region).Where(code =>
            trust.StandingOf(code, now) == RegionStanding.Active
            && !(view.Regions.TryGetValue(code, out var region) && EpochApplication.Covered(region, view.Newest) is not null))];

    private static (MirrorView, MirrorOutcome) Failed(MirrorView held, MirrorFault fault, string detail) => (held, MirrorOutcome.Failed(fault, detail));
}
