namespace RegionNode.Issuer.Storage;

/// <summary>How far this database has read each log for moves: before that size it knows every one of this region.</summary>
internal static class TransferWalkTable
{
    /// <summary>How far; null: that log was not begun.</summary>
    internal static WalkedLog? Find(StoreSession db, string origin) =>
        db.Query<(long Size, long Time, byte[]? Root)>("SELECT size, epoch_time, root FROM transfer_walk WHERE origin = @origin", new { origin })
            .Select(row => new WalkedLog(row.Size, row.Time.Instant(), row.Root))
            .SingleOrDefault();

    /// <summary>The log of which the latest epoch was read; null: none was begun.</summary>
    internal static string? Newest(StoreSession db) =>
        db.ExecuteScalar<string?>("SELECT origin FROM transfer_walk ORDER BY epoch_time DESC, origin LIMIT 1");

    /// <summary>The logs that were begun and of which the root is kept, the one with the latest epoch first.</summary>
    internal static IReadOnlyList<(string Origin, WalkedLog Walked)> Rooted(StoreSession db) =>
        [.. db.Query<(string Origin, long Size, long Time, byte[] Root)>("SELECT origin, size, epoch_time, root FROM transfer_walk WHERE root IS NOT NULL ORDER BY epoch_time DESC, origin")
            .Select(row => (row.Origin, new WalkedLog(row.Size, row.Time.Instant(), row.Root)))];

    internal static void Put(StoreSession db, string origin, WalkedLog walked) =>
        db.Execute(
            """
            INSERT INTO transfer_walk(origin, size, epoch_time, root) VALUES(@origin, @Size, @time, @Root)
            ON CONFLICT(origin) DO UPDATE SET size = @Size, epoch_time = @time, root = @Root
            """,
            new { origin, walked.Size, time = walked.Time.Stored(), walked.Root });

    /// <summary>Whether nothing of this region can stand in a log yet: no licence was ever reserved, and no driver moved, as far as anything tells.</summary>
    internal static bool IsFresh(StoreSession db) =>
        db.ExecuteScalar<long>("SELECT count(*) FROM (SELECT 1 FROM licences LIMIT 1) AS l") == 0
        && db.ExecuteScalar<long>("SELECT count(*) FROM (SELECT 1 FROM transfers LIMIT 1) AS t") == 0
        && TransferHoldTable.Count(db) == 0;
}
