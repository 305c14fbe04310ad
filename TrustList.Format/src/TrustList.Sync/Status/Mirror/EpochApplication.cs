using TrustList.Format.Log;
using TrustList.Format.Verification;

namespace TrustList.Sync.Status;

/// <summary>An epoch that the witnesses saw: the heads at hand that are its heads are settled, all at once.</summary>
internal static class EpochApplication
{
    internal static (MirrorView, MirrorOutcome) Run(
        MirrorView held, ReadOnlyMemory<byte> proof, IEnumerable<(string Region, long Version)> hints, TrustState trust, DateTimeOffset now)
    {
        if (trust.Policy.Log is null)
            return (held, MirrorOutcome.Unchanged);
        var (epoch, failure) = ProvenHeads.Witnessed(proof, trust, now);
        if (failure is not null)
            return (held, failure);
        if (epoch!.Epoch.Number <= (held.Newest?.Number ?? -1))
            return (held, MirrorOutcome.Unchanged);

        // 1. As the hint says; 2. as if every newest head were in; 3. as if nothing had changed. The epoch's root decides.
        var said = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (region, version) in hints)
            said[region] = version;
        var proven = Guess(held, epoch, region => said.TryGetValue(region.Code, out var version) ? version : region.Head?.Claims.Version ?? 0)
            ?? Guess(held, epoch, region => region.NewestHead?.Claims.Version ?? 0)
            ?? Guess(held, epoch, region => region.Head?.Claims.Version ?? 0);
        return proven is null
            ? (held, MirrorOutcome.Failed(MirrorFault.Gap, $"epoch {epoch.Epoch.Number} has heads that are not here"))
            : (Settled(held, proven), MirrorOutcome.News);
    }

    /// <summary>The view in which every head at hand that the epoch has is settled by it; others stay under their own epoch.</summary>
    internal static MirrorView Settled(MirrorView held, ProvenHeads proven)
    {
        var regions = held.Regions.ToBuilder();
        foreach (var region in held.Regions.Values)
            if (Covered(region, proven) is { } version)
                regions[region.Code] = region.Settle(version, proven);
        return held with { Newest = proven, Regions = regions.ToImmutable() };
    }

    /// <summary>The version at hand that the epoch has; null where it has none of these.</summary>
    internal static long? Covered(MirrorRegion region, ProvenHeads proven)
    {
        if (region.Head is { } head && proven.Has(region.Code, head.Hash))
            return head.Claims.Version;
        return region.Pending.FirstOrDefault(pending => proven.Has(region.Code, pending.Head.Hash))?.Head.Claims.Version;
    }

    private static ProvenHeads? Guess(MirrorView held, WitnessedEpoch epoch, Func<MirrorRegion, long> versionOf)
    {
        var hashes = new SortedDictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        // Regions whose heads cannot be read here still stand in the epoch, as they did in the one before.
        foreach (var (code, hash) in held.Newest?.Heads ?? [])
            hashes[code] = hash;
        foreach (var region in held.Regions.Values)
            if (region.HeadOf(versionOf(region)) is { } head)
                hashes[region.Code] = head.Hash;
        return ProvenHeads.Bind(epoch, [.. hashes.Select(head => (head.Key, head.Value))]);
    }
}
