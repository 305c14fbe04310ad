using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Fsck;

/// <summary>What operators and node signed of the region: each version has its way to the hub.</summary>
internal static class RegionWalk
{
    internal static IEnumerable<string> Violations(StoreSession db) => Sent(db, "region_metadata").Concat(Sent(db, "node_metadata"));

    private static IEnumerable<string> Sent(StoreSession db, string table) => Orphans.Of(
        db, table, $"SELECT CAST(m.version AS TEXT) FROM {table} AS m LEFT JOIN outbox AS o ON o.id = m.submission_id WHERE o.id IS NULL", "is not in the outbox");
}
