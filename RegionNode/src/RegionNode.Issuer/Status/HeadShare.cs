using RegionNode.Issuer.Storage;
using TrustList.Format.Status;

namespace RegionNode.Issuer.Status;

/// <summary>
/// What one head takes of the changes that wait: all of them, or, of more than it may hold, the urgent ones before the others, and
/// each by their place in the status space. The rest is for the heads behind it.
/// </summary>
/// <param name="Delta">The changes.</param>
/// <param name="More">Whether others wait for the heads behind it.</param>
internal sealed record HeadShare(StatusDelta Delta, bool More)
{
    /// <summary>What is the next head's, of at most so many changes.</summary>
    internal static HeadShare Next(StoreSession db, int most)
    {
        var blocks = (int)StatusTables.Blocks(db).DefaultIfEmpty(-1).Max() + 1;
        var all = LicenceTable.Unheaded(db, most + 1).ToList();
        if (all.Count <= most)
            return new HeadShare(new StatusDelta(blocks, [.. all.Select(ChangeOf)]), More: false);
        var urgent = LicenceTable.UnheadedUrgent(db, most).ToList();
        return new HeadShare(new StatusDelta(blocks, [.. (urgent.Count > 0 ? urgent : all[..most]).Select(ChangeOf)]), More: true);
    }

    /// <summary>Says that a head holds them: of the entries first, and then of the changes of all entries that the head has as they are.</summary>
    /// <exception cref="InvalidOperationException">An entry has another value by now than the head says.</exception>
    internal void Mark(StoreSession db, long version)
    {
        var marked = Delta.Changes.GroupBy(change => (Block: StatusSpace.BlockOf(change.Entry), change.Value))
            .Sum(group => LicenceTable.MarkHeaded(db, group.Key.Block, group.Key.Value, group.Select(change => (long)StatusSpace.IndexOf(change.Entry))));
        if (marked != Delta.Changes.Length) // The chain would end at another root, or one head follow another for ever.
            throw new InvalidOperationException($"head {version} holds {Delta.Changes.Length} entries, and {marked} would be marked");
        HeadTable.MarkChanges(db, version);
    }

    private static StatusChange ChangeOf((long Block, long Idx, long Value) row) => new(StatusSpace.EntryOf(row.Block, (int)row.Idx), (byte)row.Value);
}
