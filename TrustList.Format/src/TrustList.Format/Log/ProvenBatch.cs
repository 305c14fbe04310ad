using TrustList.Format.Signing;
using TrustList.Format.Status;

namespace TrustList.Format.Log;

/// <summary>
/// A batch that its region signed and that the log holds (SPEC.md §13.3). Holding one proves that the witnesses' quorum had
/// seen the log with this batch in it by <see cref="LoggedAt"/>: no leaf of it was made later.
/// </summary>
public sealed class ProvenBatch
{
    private ProvenBatch(VerifiedIssuanceBatch batch, WitnessedEpoch epoch) => (Batch, Epoch) = (batch, epoch);

    /// <summary>The batch.</summary>
    public VerifiedIssuanceBatch Batch { get; }

    /// <summary>The epoch that holds it.</summary>
    public WitnessedEpoch Epoch { get; }

    /// <summary>The quorum-th earliest cosignature on the checkpoint that covers the epoch. Whole seconds.</summary>
    public DateTimeOffset LoggedAt => Epoch.LoggedAt;

    /// <summary>Checks a batch's place, steps 2 to 5 of SPEC.md §13.5.</summary>
    internal static IssuanceResult<ProvenBatch> Verify(
        BatchPlace place, string region, Func<string, PublicKey?> statusKey, LogPolicy policy, DateTimeOffset now)
    {
        var proof = LogProof.Read(place.LogProof);
        if (!proof.Ok)
            return IssuanceResult<ProvenBatch>.Malformed(proof);
        var epoch = proof.Value.Verify(policy, now);
        if (!epoch.Ok)
            return Fail(IssuanceFault.NotLogged, $"{epoch.Fault}: {epoch.Detail}"); // 2
        var batch = VerifiedIssuanceBatch.Verify(place.Batch, region, statusKey, now);
        if (!batch.Ok)
            return Fail(IssuanceFault.BadBatch, $"{batch.Fault}: {batch.Detail}"); // 3
        if (batch.Value.Claims.IssuedAt > epoch.Value.LoggedAt + VerifiedStatusList.ClockSkew)
            return Fail(IssuanceFault.DatedLater, "closed later than logged"); // 4
        var (leaf, content) = (MerkleTree.LeafHash(batch.Value.Hash.Span), epoch.Value.Epoch);
        return MerkleTree.VerifyInclusion(leaf, place.IndexInEpoch, content.Batches, place.Path, content.IssuanceRoot)
            ? IssuanceResult<ProvenBatch>.Of(new ProvenBatch(batch.Value, epoch.Value))
            : Fail(IssuanceFault.NotInEpoch, $"batch {place.IndexInEpoch} of {content.Batches} in epoch {content.Number}"); // 5
    }

    private static IssuanceResult<ProvenBatch> Fail(IssuanceFault fault, string detail) => IssuanceResult<ProvenBatch>.Fail(fault, detail);
}
