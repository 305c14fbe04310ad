using Dapper;

namespace RegionNode.Issuer.Storage;

/// <summary>
/// What the hub holds of this region that an older database, put back, had forgotten: heads whose bytes nobody has any more, entries that are not VALID
/// and belong to no licence here, and leaves of licences that are not here. Rows are never deleted.
/// </summary>
internal static class ForgottenTables
{
    /// <summary>A head was taken from the hub, those from <paramref name="since"/> to it are not known.</summary>
    internal static void AddHead(StoreSession db, long version, long since, byte[] previous) =>
        db.Execute("INSERT INTO forgotten_heads(version, since, previous) VALUES(@version, @since, @previous)", new { version, since, previous });

    internal static void AddEntry(StoreSession db, long block, long idx, long value) =>
        db.Execute("INSERT INTO forgotten_entries(block, idx, value) VALUES(@block, @idx, @value) ON CONFLICT(block, idx) DO UPDATE SET value = @value", new { block, idx, value });

    internal static void AddLeaf(StoreSession db, long batch, int position, byte[] leaf) =>
        db.Execute("INSERT INTO forgotten_leaves(batch, position, leaf) VALUES(@batch, @position, @leaf)", new { batch, position, leaf });

    /// <summary>The heads that stand where others are missing, by the first that is: which, and the hash of the one before it.</summary>
    internal static IReadOnlyDictionary<long, (long Version, byte[] Previous)> Heads(StoreSession db) =>
        db.Query<(long Since, long Version, byte[] Previous)>("SELECT since, version, previous FROM forgotten_heads").ToDictionary(row => row.Since, row => (row.Version, row.Previous));

    /// <summary>The entries that are not VALID and belong to no licence here.</summary>
    internal static IReadOnlyList<(long Block, long Idx, long Value)> Entries(StoreSession db) =>
        db.Query<(long, long, long)>("SELECT block, idx, value FROM forgotten_entries ORDER BY block, idx").AsList();
}
