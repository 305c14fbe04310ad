namespace TrustList.Format.Status;

/// <summary>What a snapshot or delta says of its size, within the limits.</summary>
/// <param name="Blocks">Blocks of its index space.</param>
/// <param name="Count">Entries coded in it.</param>
public sealed record StatusPayloadSize(int Blocks, long Count);
