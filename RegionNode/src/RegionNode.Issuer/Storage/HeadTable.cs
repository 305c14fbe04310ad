
namespace RegionNode.Issuer.Storage;

/// <summary>One head that was signed: enough to sign the next one, and to know it again.</summary>
internal sealed record SignedHead(long Version, byte[] Hash, int Blocks, byte[] StateRoot, DateTimeOffset IssuedAt, string KeyId, string SubmissionId);

/// <summary>The heads this node has signed, each version once. Their bytes stand in the outbox.</summary>
internal static class HeadTable
{
    private const string Select = "SELECT version, hash, blocks, state_root, issued_at, key_id, submission_id FROM status_heads";

    internal static SignedHead? Newest(StoreSession db) => Read(db, Select + " ORDER BY version DESC LIMIT 1", new { });

    internal static SignedHead? Find(StoreSession db, long version) => Read(db, Select + " WHERE version = @version", new { version });

    /// <summary>Records a head; its version was never signed before, or the primary key refuses.</summary>
    internal static void Add(StoreSession db, SignedHead head) =>
        db.Execute(
            """
            INSERT INTO status_heads(version, hash, blocks, state_root, issued_at, key_id, submission_id)
            VALUES(@Version, @Hash, @Blocks, @StateRoot, @issued, @KeyId, @SubmissionId)
            """,
            new { head.Version, head.Hash, head.Blocks, head.StateRoot, head.KeyId, head.SubmissionId, issued = head.IssuedAt.Stored() });

    /// <summary>Whether a change waits for a head, and whether one of them is urgent.</summary>
    internal static (bool Any, bool Urgent) Waiting(StoreSession db)
    {
        var (count, urgent) = db.QuerySingle<(long, long)>("SELECT count(*), coalesce(max(urgent), 0) FROM status_changes WHERE head_version IS NULL");
        return (count > 0, urgent != 0);
    }

    /// <summary>How many changes wait for a head.</summary>
    internal static long CountWaiting(StoreSession db) => db.ExecuteScalar<long>("SELECT count(*) FROM status_changes WHERE head_version IS NULL");

    /// <summary>Says that a head holds the changes that wait, of entries that it has as they are now: they are marked before.</summary>
    internal static void MarkChanges(StoreSession db, long version) => db.Execute(MarkChangesSql, new { version });

    /// <summary>Looks at the changes that wait, and never at all there ever were.</summary>
    internal const string MarkChangesSql =
        """
        UPDATE status_changes SET head_version = @version WHERE head_version IS NULL
            AND NOT EXISTS (SELECT 1 FROM licences AS l WHERE l.id = status_changes.licence_id AND l.value <> l.headed)
        """;

    private static SignedHead? Read(StoreSession db, string sql, object arguments) =>
        db.Query<(long Version, byte[] Hash, long Blocks, byte[] Root, long IssuedAt, string KeyId, string SubmissionId)>(sql, arguments)
            .Select(row => new SignedHead(row.Version, row.Hash, (int)row.Blocks, row.Root, row.IssuedAt.Instant(), row.KeyId, row.SubmissionId))
            .SingleOrDefault();
}
