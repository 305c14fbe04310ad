namespace TrustHub.Leading;

/// <summary>A write to the public folder, as the instances share it.</summary>
/// <param name="Sequence">Its place in the order of the leader's writes.</param>
/// <param name="Path">The file; of a folder that went, the folder.</param>
/// <param name="Bytes">What stands there; null: the folder went.</param>
internal sealed record SharedFile(long Sequence, string Path, byte[]? Bytes);
