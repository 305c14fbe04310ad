using TrustList.Format.Status;

namespace TrustList.Sync.Status;

/// <summary>One licence's status by a region's settled state and what the region signed since.</summary>
internal static class MirrorLookup
{
    internal static StatusEntry? Find(MirrorRegion region, long block, int index)
    {
        var entry = StatusSpace.EntryOf(block, index);
        if (block < 0 || index is < 0 or >= StatusSpace.BlockEntries || region.NewestHead is not { } newest)
            return null;
        var settled = region.State.StatusOf(entry);
        // What waits counts where it is more severe; what is not settled is not known yet, however good it looks.
        if (region.Worst.TryGetValue(entry, out var raw) && StatusValues.FromEntry(raw) is var waiting && waiting.Severity() > (settled?.Severity() ?? 0))
            return Entry(region, waiting, newest, newest.Claims.IssuedAt, witnessed: false);
        return region.Head is { } head
            ? Entry(region, settled, head, region.Proof?.Epoch?.Epoch.Time ?? head.Claims.IssuedAt, region.Proof?.Epoch is not null)
            : null;
    }

    private static StatusEntry Entry(MirrorRegion region, StatusValue? value, VerifiedStatusHead head, DateTimeOffset asOf, bool witnessed) =>
        new(value, asOf, head.Claims.Version, witnessed)
        {
            KeyId = head.KeyId,
            Epoch = witnessed ? region.Proof!.Number : null,
            UnprovenSince = region.Pending.IsEmpty ? null : region.Pending[0].Since,
        };
}
