using Dapper;

namespace RegionNode.Issuer.Storage;

/// <summary>The newest checkpoint this node has made up its mind to cosign, and what its epoch said.</summary>
internal sealed record WitnessedTree(
    long Size, byte[] Root, byte[] Note, DateTimeOffset EpochTime, byte[] SnapshotSha256, long Emergency, DateTimeOffset RecordedAt);

/// <summary>Two notes of the log that cannot both be honest, or one that breaks a rule.</summary>
internal sealed record WitnessEvidence(string Refusal, byte[] Ours, byte[] Theirs, string Detail, DateTimeOffset SeenAt);

/// <summary>A witness's memory: without it, two views could be shown one after the other.</summary>
internal static class WitnessTables
{
    /// <summary>Pieces of evidence that are kept; the first ones tell what happened.</summary>
    internal const int MostEvidence = 200;

    internal static WitnessedTree? Newest(StoreSession db) =>
        db.Query<(long Size, byte[] Root, byte[] Note, long EpochTime, byte[] Snapshot, long Emergency, long RecordedAt)>(
                "SELECT size, root, note, epoch_time, snapshot_sha256, emergency, recorded_at FROM witnessed")
            .Select(row => new WitnessedTree(
                row.Size, row.Root, row.Note, row.EpochTime.Instant(), row.Snapshot, row.Emergency, row.RecordedAt.Instant()))
            .SingleOrDefault();

    /// <summary>The newest of one log: what was cosigned of another binds nothing here.</summary>
    internal static WitnessedTree? Newest(StoreSession db, string origin) => Newest(db) is { } tree && OriginOf(tree.Note) == origin ? tree : null;

    private static string OriginOf(byte[] note) => System.Text.Encoding.UTF8.GetString(note.AsSpan(0, Math.Max(0, note.AsSpan().IndexOf((byte)'\n'))));

    /// <summary>Records a tree; false, and nothing done, where another one of that log and size or a larger one is recorded.</summary>
    internal static bool Record(StoreSession db, WitnessedTree tree) =>
        db.Execute(
            """
            INSERT INTO witnessed(id, size, root, note, epoch_time, snapshot_sha256, emergency, recorded_at)
            VALUES(1, @Size, @Root, @Note, @epochTime, @SnapshotSha256, @Emergency, @recorded)
            ON CONFLICT(id) DO UPDATE SET size = @Size, root = @Root, note = @Note, epoch_time = @epochTime, snapshot_sha256 = @SnapshotSha256,
                                          emergency = @Emergency, recorded_at = @recorded
            WHERE @otherLog OR witnessed.size < @Size OR (witnessed.size = @Size AND witnessed.root = @Root)
            """,
            new
            {
                tree.Size, tree.Root, tree.Note, tree.SnapshotSha256, tree.Emergency,
                otherLog = Newest(db) is { } held && OriginOf(held.Note) != OriginOf(tree.Note),
                epochTime = tree.EpochTime.Stored(), recorded = tree.RecordedAt.Stored(),
            }) == 1;

    /// <summary>Notes that a version of the emergency role is known; the first time counts.</summary>
    internal static void KnowEmergency(StoreSession db, long version, DateTimeOffset since) =>
        db.Execute("INSERT INTO known_emergency(version, since) VALUES(@version, @since) ON CONFLICT(version) DO NOTHING",
            new { version, since = since.Stored() });

    /// <summary>The newest version of the emergency role that was known at an instant; 0: none.</summary>
    internal static long EmergencyKnown(StoreSession db, DateTimeOffset at) =>
        db.ExecuteScalar<long>("SELECT coalesce(max(version), 0) FROM known_emergency WHERE since <= @at", new { at = at.Stored() });

    /// <summary>Keeps evidence; false where it is kept already or there is enough.</summary>
    internal static bool Keep(StoreSession db, WitnessEvidence evidence) =>
        db.Execute(
            """
            INSERT INTO witness_evidence(refusal, ours, theirs, detail, seen_at)
            SELECT @Refusal, @Ours, @Theirs, @Detail, @seen WHERE (SELECT count(*) FROM witness_evidence) < @most
            ON CONFLICT(refusal, theirs) DO NOTHING
            """,
            new { evidence.Refusal, evidence.Ours, evidence.Theirs, evidence.Detail, seen = evidence.SeenAt.Stored(), most = MostEvidence }) == 1;

    /// <summary>All evidence, oldest first.</summary>
    internal static IReadOnlyList<WitnessEvidence> Evidence(StoreSession db) =>
        db.Query<(string Refusal, byte[] Ours, byte[] Theirs, string Detail, long SeenAt)>(
                "SELECT refusal, ours, theirs, detail, seen_at FROM witness_evidence ORDER BY id")
            .Select(row => new WitnessEvidence(row.Refusal, row.Ours, row.Theirs, row.Detail, row.SeenAt.Instant()))
            .AsList();
}
