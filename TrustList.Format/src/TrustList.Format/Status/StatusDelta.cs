using System.Collections.Immutable;
using TrustList.Format.Encoding;

namespace TrustList.Format.Status;

/// <summary>
/// What changed in an index space: absolute values, ascending, each entry once, all within the opened blocks
/// (SPEC.md §7.9). Holding one proves that form and nothing about who says so: after applying it the state root must be
/// the one in a verified head.
/// </summary>
public sealed class StatusDelta
{
    /// <summary>Checks the form.</summary>
    /// <param name="blocks">Blocks open afterwards, 0 to <see cref="Limits.StatusPackageBlocks"/>.</param>
    /// <param name="changes">The changes, ascending by entry.</param>
    /// <exception cref="ArgumentException">A change is out of order, doubled, outside the blocks, or over 4 bits.</exception>
    public StatusDelta(int blocks, ImmutableArray<StatusChange> changes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(blocks);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(blocks, Limits.StatusPackageBlocks);
        var next = 0L;
        var end = StatusSpace.EntryOf(blocks, 0);
        foreach (var change in changes)
        {
            if (change.Entry < next || change.Entry >= end || change.Value > StatusSpace.MaxValue)
                throw new ArgumentException($"entry {change.Entry}: out of order, out of the blocks, or over 4 bits", nameof(changes));
            next = change.Entry + 1;
        }
        (Blocks, Changes) = (blocks, changes);
    }

    /// <summary>Blocks open afterwards.</summary>
    public int Blocks { get; }

    /// <summary>The changes, ascending by entry, each entry once.</summary>
    public ImmutableArray<StatusChange> Changes { get; }

    /// <summary>This delta and then a newer one, as one: the newer value of an entry stands.</summary>
    public StatusDelta Then(StatusDelta newer)
    {
        var merged = ImmutableArray.CreateBuilder<StatusChange>(Changes.Length + newer.Changes.Length);
        var at = 0;
        foreach (var change in newer.Changes)
        {
            while (at < Changes.Length && Changes[at].Entry < change.Entry)
                merged.Add(Changes[at++]);
            if (at < Changes.Length && Changes[at].Entry == change.Entry)
                at++;
            merged.Add(change);
        }
        merged.AddRange(Changes.AsSpan()[at..]);
        return new StatusDelta(Math.Max(Blocks, newer.Blocks), merged.ToImmutable());
    }

    /// <summary>Deltas of several index spaces as one over these spaces laid end to end: the form of a rollup.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Together they have more blocks than <see cref="Limits.StatusPackageBlocks"/>.</exception>
    public static StatusDelta Concat(IReadOnlyList<StatusDelta> parts)
    {
        var all = ImmutableArray.CreateBuilder<StatusChange>(parts.Sum(part => part.Changes.Length));
        var blocks = 0;
        foreach (var part in parts)
        {
            var start = StatusSpace.EntryOf(blocks, 0);
            foreach (var change in part.Changes)
                all.Add(change with { Entry = start + change.Entry });
            blocks += part.Blocks;
        }
        return new StatusDelta(blocks, all.MoveToImmutable());
    }

    /// <summary>Undoes <see cref="Concat"/>.</summary>
    /// <param name="blocks">Blocks of each space; their sum must be <see cref="Blocks"/>.</param>
    /// <exception cref="ArgumentException">The sum is another.</exception>
    public ImmutableArray<StatusDelta> Split(IReadOnlyList<int> blocks)
    {
        if (blocks.Sum(count => (long)count) != Blocks)
            throw new ArgumentException("the spaces do not add up to this delta's blocks", nameof(blocks));
        var parts = ImmutableArray.CreateBuilder<StatusDelta>(blocks.Count);
        var (at, first) = (0, 0);
        foreach (var count in blocks)
        {
            var (start, end, from) = (StatusSpace.EntryOf(first, 0), StatusSpace.EntryOf(first + count, 0), at);
            while (at < Changes.Length && Changes[at].Entry < end)
                at++;
            parts.Add(new StatusDelta(count, [.. Changes[from..at].Select(change => change with { Entry = change.Entry - start })]));
            first += count;
        }
        return parts.MoveToImmutable();
    }
}
