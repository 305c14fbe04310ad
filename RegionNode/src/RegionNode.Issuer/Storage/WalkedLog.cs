namespace RegionNode.Issuer.Storage;

/// <summary>How far a log was read.</summary>
/// <param name="Size">Epochs before this one are known.</param>
/// <param name="Time">The time of the last of them.</param>
/// <param name="Root">The root of the tree of so many; null: not kept by the program of then.</param>
internal sealed record WalkedLog(long Size, DateTimeOffset Time, byte[]? Root);
