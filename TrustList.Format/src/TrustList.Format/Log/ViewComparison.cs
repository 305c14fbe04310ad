using System.Collections.Immutable;

namespace TrustList.Format.Log;

/// <summary>How two checkpoints of one log stand to each other. A closed list.</summary>
public enum ViewRelation
{
    /// <summary>The same size and root.</summary>
    Same,
    /// <summary>The larger tree was proved to begin with the smaller.</summary>
    Consistent,
    /// <summary>It was proved that the larger tree does not begin with the smaller: the log showed two views.</summary>
    Contradict,
    /// <summary>Nothing was proved: tiles are missing, or are not those of the larger checkpoint.</summary>
    Unproven,
}

/// <summary>
/// Two checkpoints of one log compared by the tiles of the larger (SPEC.md §12.12). Bad tiles never make it say that two
/// checkpoints contradict: that needs a proof, which is kept for whoever asks later.
/// </summary>
/// <param name="Relation">How they stand to each other.</param>
/// <param name="Detail">Why, for an operator.</param>
/// <param name="OtherRoot">For a contradiction of two sizes: the root that the larger tree had at the smaller size; else empty.</param>
/// <param name="Path">The consistency proof from that root (or from the smaller checkpoint's) to the larger.</param>
public sealed record ViewComparison(
    ViewRelation Relation, string Detail, ReadOnlyMemory<byte> OtherRoot, ImmutableArray<ReadOnlyMemory<byte>> Path)
{
    /// <summary>Compares.</summary>
    /// <param name="one">A checkpoint whose signature was checked.</param>
    /// <param name="other">Another of the same log.</param>
    /// <param name="tiles">Reads the tiles of the larger by their paths; nothing about them is trusted.</param>
    /// <exception cref="ArgumentException">They are of two logs.</exception>
    public static ViewComparison Of(Checkpoint one, Checkpoint other, Func<string, ReadOnlyMemory<byte>?> tiles)
    {
        if (one.Origin != other.Origin)
            throw new ArgumentException("Checkpoints of two logs.", nameof(other));
        var (small, large) = one.Size <= other.Size ? (one, other) : (other, one);
        if (small.Size == large.Size)
            return small.Same(large)
                ? new(ViewRelation.Same, string.Empty, default, [])
                : new(ViewRelation.Contradict, $"two roots of {small.Size} leaves", default, []);

        var tree = new LogTree(large.Size, tiles);
        var path = tree.ConsistencyPath(small.Size);
        var before = tree.RootAt(small.Size);
        if (!path.Ok || !before.Ok)
            return new(ViewRelation.Unproven, path.Ok ? before.Detail : path.Detail, default, []);
        // What the tiles say that tree was, must itself lead to the larger checkpoint before it says anything about the smaller.
        if (!MerkleTree.VerifyConsistency(small.Size, before.Value, large.Size, large.Root, path.Value))
            return new(ViewRelation.Unproven, $"the tiles are not those of the checkpoint of {large.Size} leaves", default, []);
        return before.Value.Span.SequenceEqual(small.Root.Span)
            ? new(ViewRelation.Consistent, string.Empty, default, [.. path.Value])
            : new(ViewRelation.Contradict, $"the tree of {large.Size} leaves did not begin with the one of {small.Size}", before.Value, [.. path.Value]);
    }
}
