using Dapper;
using TrustList.Format.Log;

namespace RegionNode.Issuer.Storage;

/// <summary>What is logged of one licence, and where: batch and position are null until a batch takes it.</summary>
internal sealed class LeafRow
{
    public long Id { get; init; }
    public required string LicenceId { get; init; }
    public required long Entry { get; init; }
    public required byte[] Blind { get; init; }
    public required byte[] MsoSha256 { get; init; }
    public required byte[] Leaf { get; init; }
    public long? Batch { get; init; }
    public long? Position { get; init; }
}

/// <summary>A batch that was signed; its bytes stand in the outbox.</summary>
internal sealed record SignedBatch(long Number, byte[] Hash, int Leaves, DateTimeOffset IssuedAt, string SubmissionId);

/// <summary>The leaves of all licences signed here, and the batches they went out in. Rows are never deleted.</summary>
internal static class IssuanceTables
{
    private const string SelectLeaf =
        """
        SELECT id AS Id, licence_id AS LicenceId, entry AS Entry, blind AS Blind, mso_sha256 AS MsoSha256, leaf AS Leaf, batch AS Batch, position AS Position
        FROM issuance_leaves
        """;

    internal static void AddLeaf(StoreSession db, LeafRow leaf) =>
        db.Execute(
            "INSERT INTO issuance_leaves(licence_id, entry, blind, mso_sha256, leaf) VALUES(@LicenceId, @Entry, @Blind, @MsoSha256, @Leaf)", leaf);

    internal static LeafRow? FindLeaf(StoreSession db, long entry) =>
        db.QuerySingleOrDefault<LeafRow>(SelectLeaf + " WHERE entry = @entry", new { entry });

    /// <summary>The oldest leaves that no batch has taken, in order.</summary>
    internal static IReadOnlyList<(long Id, byte[] Leaf)> Waiting(StoreSession db, int most) =>
        db.Query<(long, byte[])>("SELECT id, leaf FROM issuance_leaves WHERE batch IS NULL ORDER BY id LIMIT @most", new { most }).AsList();

    internal static bool AnyWaiting(StoreSession db) =>
        db.ExecuteScalar<long>("SELECT EXISTS(SELECT 1 FROM issuance_leaves WHERE batch IS NULL)") != 0;

    internal static void Place(StoreSession db, long id, long batch, int position) =>
        db.Execute("UPDATE issuance_leaves SET batch = @batch, position = @position WHERE id = @id AND batch IS NULL", new { id, batch, position });

    /// <summary>The leaf hashes of a batch, in its order.</summary>
    internal static IReadOnlyList<byte[]> LeavesOf(StoreSession db, long batch) =>
        db.Query<byte[]>(
            """
            SELECT leaf FROM (SELECT leaf, position FROM issuance_leaves WHERE batch = @batch
                UNION ALL SELECT leaf, position FROM forgotten_leaves WHERE batch = @batch) AS l ORDER BY position
            """, new { batch }).AsList();

    internal static void AddBatch(StoreSession db, SignedBatch batch) =>
        db.Execute(
            """
            INSERT INTO issuance_batches(number, hash, leaves, issued_at, submission_id)
            VALUES(@Number, @Hash, @Leaves, @issued, @SubmissionId)
            """,
            new { batch.Number, batch.Hash, batch.Leaves, batch.SubmissionId, issued = batch.IssuedAt.Stored() });

    internal static SignedBatch? NewestBatch(StoreSession db) => ReadBatch(db, "ORDER BY number DESC LIMIT 1", new { });

    internal static SignedBatch? FindBatch(StoreSession db, long number) => ReadBatch(db, "WHERE number = @number", new { number });

    /// <summary>The licence that a leaf was logged for, with what opens it; null where no licence has that leaf.</summary>
    internal static (byte[] Blind, long Entry, byte[] IssuerSigned)? Open(StoreSession db, byte[] leaf) =>
        db.Query<(byte[] Blind, long Block, long Idx, string Id, byte[] IssuerSigned)>(
                """
                SELECT n.blind, l.block, l.idx, l.id, l.issuer_signed FROM issuance_leaves AS n JOIN licences AS l ON l.id = n.licence_id
                WHERE n.leaf = @leaf AND l.issuer_signed IS NOT NULL
                """,
                new { leaf })
            .Select(row => ((byte[], long, byte[])?)(row.Blind, IssuanceLeaf.Entry(row.Block, (int)row.Idx), LicenceTable.OpenSigned(db, row.Id, row.IssuerSigned)))
            .SingleOrDefault();

    private static SignedBatch? ReadBatch(StoreSession db, string clause, object arguments) =>
        db.Query<(long Number, byte[] Hash, long Leaves, long IssuedAt, string SubmissionId)>(
                "SELECT number, hash, leaves, issued_at, submission_id FROM issuance_batches " + clause, arguments)
            .Select(row => new SignedBatch(row.Number, row.Hash, (int)row.Leaves, row.IssuedAt.Instant(), row.SubmissionId))
            .SingleOrDefault();
}
