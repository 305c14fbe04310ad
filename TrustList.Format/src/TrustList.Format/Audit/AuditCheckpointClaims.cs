namespace TrustList.Format.Audit;

/// <summary>What a region states of its audit trail at an instant (SPEC.md §15.2).</summary>
/// <param name="Region">GB/T 2260 code.</param>
/// <param name="IssuedAt">When it was signed, whole seconds.</param>
/// <param name="Seq">The number of the entry it stands after, 1 or more.</param>
/// <param name="Hash">That entry's hash, 32 bytes: it commits to every entry before.</param>
/// <param name="First">Of an export: the number of its first entry. Null: signed as a matter of routine.</param>
public sealed record AuditCheckpointClaims(string Region, DateTimeOffset IssuedAt, long Seq, ReadOnlyMemory<byte> Hash, long? First = null);
