namespace RegionNode.Gateway.Verifying.Batches;

/// <summary>One question of a batch, read.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Read">The question, or why there is none.</param>
internal readonly record struct BatchLine(int Number, ReadQuestion Read);
