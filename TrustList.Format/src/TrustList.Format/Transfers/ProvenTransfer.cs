using TrustList.Format.Log;

namespace TrustList.Format.Transfers;

/// <summary>
/// A transfer that happened. Holding one proves: both regions signed it, and a witnessed epoch of the log not later than its
/// deadline holds it. From then on the old region's licence is TRANSFERRED and the new region alone answers for the driver.
/// </summary>
public sealed class ProvenTransfer
{
    internal ProvenTransfer(TransferRecord record, WitnessedEpoch epoch, TransferProof proof) => (Record, Epoch, Proof) = (record, epoch, proof);

    /// <summary>What both regions signed.</summary>
    public TransferRecord Record { get; }

    /// <summary>The epoch that holds it.</summary>
    public WitnessedEpoch Epoch { get; }

    /// <summary>The proof that was checked.</summary>
    public TransferProof Proof { get; }
}
