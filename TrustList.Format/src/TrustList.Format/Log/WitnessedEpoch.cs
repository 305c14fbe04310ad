namespace TrustList.Format.Log;

/// <summary>
/// An epoch of the log under a checkpoint with the witnesses' quorum (SPEC.md §12.7). Holding one proves that the witnesses
/// saw this epoch in the one log, by <see cref="LoggedAt"/> at the latest.
/// </summary>
public sealed class WitnessedEpoch
{
    internal WitnessedEpoch(Epoch epoch, WitnessedCheckpoint checkpoint, LogProof proof) => (Epoch, Checkpoint, Proof) = (epoch, checkpoint, proof);

    /// <summary>The leaf.</summary>
    public Epoch Epoch { get; }

    /// <summary>The checkpoint it is proved under.</summary>
    public WitnessedCheckpoint Checkpoint { get; }

    /// <summary>The proof that was checked.</summary>
    public LogProof Proof { get; }

    /// <summary>The checkpoint's logged time.</summary>
    public DateTimeOffset LoggedAt => Checkpoint.LoggedAt;

    /// <summary>Whether it is the newest leaf of its checkpoint.</summary>
    public bool IsNewest => Epoch.Number == Checkpoint.Checkpoint.Size - 1;
}
