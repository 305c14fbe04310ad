using System.Collections.Immutable;

namespace TrustHub.Transparency;

/// <summary>
/// An epoch under a checkpoint that carries the witnesses' quorum. Holding one proves that it is durable in the log,
/// the newest leaf of that checkpoint, and that any verifier with the policy accepts <see cref="Proof"/>.
/// </summary>
/// <param name="Number">Its number, which is its index in the log.</param>
/// <param name="Time">When the hub made it.</param>
/// <param name="Proof">The LogProof (SPEC.md §12): the epoch as the newest leaf, and the checkpoint with the cosignatures.</param>
/// <param name="Heads">The version of every region's head that it binds, by region code.</param>
public sealed record WitnessedEpochRow(
    long Number, DateTimeOffset Time, ReadOnlyMemory<byte> Proof, ImmutableSortedDictionary<string, long> Heads)
{
    /// <summary>SHA-256 of the snapshot.json that it binds.</summary>
    public required ReadOnlyMemory<byte> SnapshotSha256 { get; init; }
}

/// <summary>What the witnesses have confirmed so far.</summary>
public interface IWitnessedEpochs
{
    /// <summary>True while policy names a log, with this hub's key and origin: then epochs are made. Without it, nothing is ever witnessed.</summary>
    bool IsLogged { get; }

    /// <summary>The newest witnessed epoch; null before the first quorum.</summary>
    WitnessedEpochRow? Newest { get; }

    /// <summary>
    /// Raised once for each epoch that becomes the newest witnessed one, in rising order, and not for those passed over.
    /// Handlers are called one at a time and must be quick; what they throw is logged and harms nobody else.
    /// </summary>
    event Action<WitnessedEpochRow>? Witnessed;
}
