namespace RegionNode.Issuer.Opening;

/// <summary>A leaf of the log that opens against no licence of this registry: somebody else made it with the region's key.</summary>
/// <param name="Leaf">The leaf hash, lower-case hex.</param>
/// <param name="Batch">The batch's number.</param>
/// <param name="Position">Its index in the batch.</param>
/// <param name="Epoch">The epoch that holds the batch.</param>
/// <param name="LoggedAt">The time the witnesses stand for; without a policy, the time that the hub gave the epoch.</param>
internal sealed record UnmatchedLeaf(string Leaf, long Batch, int Position, long Epoch, DateTimeOffset LoggedAt);

/// <summary>What opening all batches gave.</summary>
/// <param name="Region">The region's code.</param>
/// <param name="Batches">Batches the hub has.</param>
/// <param name="Leaves">Leaves in them.</param>
/// <param name="Unmatched">Those that no licence opens.</param>
/// <param name="Faults">What is wrong with the batches themselves, or missing: then nothing says that these are all.</param>
/// <param name="WitnessedTimes">Whether the times are the witnesses'.</param>
internal sealed record Opening(
    string Region, long Batches, long Leaves, IReadOnlyList<UnmatchedLeaf> Unmatched, IReadOnlyList<string> Faults, bool WitnessedTimes);
