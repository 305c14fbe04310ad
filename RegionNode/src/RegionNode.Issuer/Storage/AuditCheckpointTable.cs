using Dapper;

namespace RegionNode.Issuer.Storage;

/// <summary>A checkpoint that this node signed of its audit trail.</summary>
internal sealed record StoredAuditCheckpoint(long Seq, DateTimeOffset SignedAt, byte[] Checkpoint);

/// <summary>The signed checkpoints of the audit trail; never changed, never deleted.</summary>
internal static class AuditCheckpointTable
{
    private const string Select = "SELECT seq, signed_at, checkpoint FROM audit_checkpoints ";

    internal static void Add(StoreSession db, StoredAuditCheckpoint checkpoint) =>
        db.Execute("INSERT INTO audit_checkpoints(seq, signed_at, checkpoint) VALUES(@Seq, @signed, @Checkpoint)",
            new { checkpoint.Seq, checkpoint.Checkpoint, signed = checkpoint.SignedAt.Stored() });

    /// <summary>The one signed last; null: none yet.</summary>
    internal static StoredAuditCheckpoint? Newest(StoreSession db) => Rows(db, "ORDER BY id DESC LIMIT 1", new { }).SingleOrDefault();

    /// <summary>Those over entries of these numbers, in the order of the entries and of signing.</summary>
    internal static IReadOnlyList<StoredAuditCheckpoint> Over(StoreSession db, long first, long last) =>
        Rows(db, "WHERE seq >= @first AND seq <= @last ORDER BY seq, id", new { first, last });

    private static IReadOnlyList<StoredAuditCheckpoint> Rows(StoreSession db, string clause, object arguments) =>
        db.Query<(long Seq, long SignedAt, byte[] Checkpoint)>(Select + clause, arguments)
            .Select(row => new StoredAuditCheckpoint(row.Seq, row.SignedAt.Instant(), row.Checkpoint))
            .AsList();
}
