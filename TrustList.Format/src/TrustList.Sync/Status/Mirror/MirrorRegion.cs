using System.Collections.Immutable;
using TrustList.Format.Status;

namespace TrustList.Sync.Status;

/// <summary>
/// One region as a mirror holds it: what an epoch covers, and what the region signed since. Immutable; the states in it are
/// never changed after it is made.
/// </summary>
internal sealed record MirrorRegion
{
    /// <summary>Heads that wait for their epoch, at most.</summary>
    public const int MaxPending = 1_024;

    /// <summary>Changes in them, at most.</summary>
    public const int MaxPendingChanges = 1 << 20;

    public required string Code { get; init; }

    /// <summary>The head that <see cref="State"/> belongs to; null for a region whose first head waits for its epoch.</summary>
    public required VerifiedStatusHead? Head { get; init; }

    /// <summary>The state of that head.</summary>
    public required RegionStatus State { get; init; }

    /// <summary>The epoch that covers that head; null where there is no log, or for a first head that waits.</summary>
    public required ProvenHeads? Proof { get; init; }

    /// <summary>What changed since the device index; null where the index must be written anew.</summary>
    public StatusDelta? SinceIndex { get; init; }

    /// <summary>Heads since then, in order.</summary>
    public ImmutableArray<PendingHead> Pending { get; init; } = [];

    /// <summary>The state with all of <see cref="Pending"/>.</summary>
    public required RegionStatus Newest { get; init; }

    /// <summary>The most severe value that pending heads gave to each entry they changed.</summary>
    public ImmutableDictionary<long, byte> Worst { get; init; } = ImmutableDictionary<long, byte>.Empty;

    /// <summary>The newest head there is.</summary>
    public VerifiedStatusHead? NewestHead => Pending.IsEmpty ? Head : Pending[^1].Head;

    /// <summary>The head of a version, where it is at hand.</summary>
    public VerifiedStatusHead? HeadOf(long version) =>
        Head?.Claims.Version == version ? Head : Pending.FirstOrDefault(pending => pending.Head.Claims.Version == version)?.Head;

    /// <summary>The region with one more head that waits.</summary>
    public MirrorRegion With(PendingHead pending, RegionStatus newest) => this with
    {
        Pending = Pending.Add(pending),
        Newest = newest,
        Worst = Worsened(Worst, pending.Delta),
    };

    /// <summary>The region after an epoch covers its head of a version that is at hand: that one or a pending one.</summary>
    public MirrorRegion Settle(long version, ProvenHeads? proof)
    {
        if (Head?.Claims.Version == version)
            return this with { Proof = proof };
        var count = Pending.TakeWhile(pending => pending.Head.Claims.Version <= version).Count();
        var (settled, left) = (Pending[..count], Pending[count..]);
        var state = left.IsEmpty ? Newest : State.Copy();
        if (!left.IsEmpty)
            foreach (var pending in settled)
                state.Apply(pending.Delta);
        return this with
        {
            Head = settled[^1].Head,
            State = state,
            Proof = proof,
            SinceIndex = settled.Aggregate(SinceIndex, (since, pending) => since?.Then(pending.Delta)),
            Pending = left,
            Worst = left.Aggregate(ImmutableDictionary<long, byte>.Empty, (worst, pending) => Worsened(worst, pending.Delta)),
        };
    }

    /// <summary>The region under a settled head that came in a package: heads that wait for a later epoch stay where they follow it.</summary>
    public static MirrorRegion Of(VerifiedStatusHead head, RegionStatus state, ProvenHeads? proof, StatusDelta? sinceIndex, MirrorRegion? before)
    {
        var region = new MirrorRegion { Code = head.Claims.Region, Head = head, State = state, Newest = state, Proof = proof, SinceIndex = sinceIndex };
        foreach (var pending in before?.Pending ?? [])
        {
            if (pending.Head.Claims.Version <= head.Claims.Version)
                continue;
            var newest = region.Newest.Copy();
            newest.Apply(pending.Delta);
            if (!pending.Head.Follows(region.NewestHead) || !newest.Root().Span.SequenceEqual(pending.Head.Claims.StateRoot.Span))
                break;
            region = region.With(pending, newest);
        }
        return region;
    }

    private static ImmutableDictionary<long, byte> Worsened(ImmutableDictionary<long, byte> worst, StatusDelta delta)
    {
        var builder = worst.ToBuilder();
        foreach (var change in delta.Changes)
            if (!builder.TryGetValue(change.Entry, out var held) || StatusValues.FromEntry(change.Value).Severity() > StatusValues.FromEntry(held).Severity())
                builder[change.Entry] = change.Value;
        return builder.ToImmutable();
    }
}
