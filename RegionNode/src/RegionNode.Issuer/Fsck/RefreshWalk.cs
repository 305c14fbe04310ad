using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Fsck;

/// <summary>Refreshed licences: one follows another of the same driver.</summary>
internal static class RefreshWalk
{
    internal static IEnumerable<string> Violations(StoreSession db) => Orphans.Of(
        db, "licence",
        """
        SELECT f.licence_id FROM licence_refreshes AS f LEFT JOIN licences AS o ON o.id = f.licence_id LEFT JOIN licences AS n ON n.id = f.successor
        WHERE o.id IS NULL OR n.id IS NULL OR o.driver <> n.driver
        """,
        "was refreshed to one that is not its driver's");
}
