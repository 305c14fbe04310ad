using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Fsck;

/// <summary>Photos: each is of a driver who has a record, and what is held waits for an application of the same driver.</summary>
internal static class PhotoWalk
{
    internal static IEnumerable<string> Violations(StoreSession db) =>
        Orphans.Of(
            db, "photo", "SELECT p.driver FROM photos AS p LEFT JOIN driver_records AS r ON r.driver = p.driver WHERE r.driver IS NULL", "is of a driver without a record")
            .Concat(Orphans.Of(
                db, "photo",
                """
                SELECT p.driver FROM photos AS p LEFT JOIN applications AS a ON a.id = p.held_for
                WHERE p.held_for <> '' AND (a.id IS NULL OR a.driver <> p.driver)
                """,
                "is held for no application of its driver"));
}
