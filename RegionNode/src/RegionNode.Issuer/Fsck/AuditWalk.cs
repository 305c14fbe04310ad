using RegionNode.Issuer.Storage;
using TrustList.Format.Audit;

namespace RegionNode.Issuer.Fsck;

/// <summary>The audit trail: numbers without gaps, each entry with the hash of the one before and its own; each checkpoint over an entry that is there, with its hash.</summary>
internal static class AuditWalk
{
    private const int AtOnce = 1_000;

    internal static IEnumerable<string> Violations(StoreSession db) => Entries(db).Concat(Checkpoints(db));

    private static IEnumerable<string> Checkpoints(StoreSession db) =>
        from row in db.Query<(long Seq, byte[] Checkpoint, byte[]? Hash)>(
            "SELECT c.seq, c.checkpoint, a.hash FROM audit_checkpoints AS c LEFT JOIN audit AS a ON a.seq = c.seq ORDER BY c.id", buffered: false)
        let wrong = row.Hash is null ? "was signed and is not there" : row.Checkpoint.AsSpan().IndexOf(row.Hash) < 0 ? "is another one than was signed" : null
        where wrong is not null
        select $"audit entry {row.Seq} {wrong}";

    private static IEnumerable<string> Entries(StoreSession db)
    {
        var (last, previous) = (0L, AuditEntry.NoPrevious);
        while (AuditTable.After(db, last, driver: null, AtOnce) is { Count: > 0 } entries)
        {
            foreach (var (entry, hash) in entries)
            {
                if (entry.Seq != last + 1 || !entry.Previous.Span.SequenceEqual(previous.Span))
                    yield return $"audit entry {entry.Seq} does not follow {last}";
                if (!entry.Hash().Span.SequenceEqual(hash))
                    yield return $"audit entry {entry.Seq} is not what its hash says";
                (last, previous) = (entry.Seq, hash);
            }
        }
    }
}
