using RegionNode.Issuer.Status;
using RegionNode.Issuer.Storage;
using TrustList.Format.Status;

namespace RegionNode.Issuer.Fsck;

/// <summary>Licences: each has its driver's letters, the value that letters and marks give, and the last change of its history; a driver has one that counts.</summary>
internal static class StatusWalk
{
    internal static IEnumerable<string> Violations(StoreSession db) =>
        Values(db).Concat(Histories(db)).Concat(TooMany(db)).Concat(Listed(db)).Concat(Unopened(db));

    private static IEnumerable<string> Values(StoreSession db) =>
        from row in db.Query<(string Id, string Letters, long Superseded, long Lost, long Value, string? OfDriver)>(
            """
            SELECT l.id, l.letters, l.superseded, l.lost, l.value, r.letters FROM licences AS l LEFT JOIN driver_records AS r ON r.driver = l.driver
            """, buffered: false)
        let due = DriverStatus.ValueOf(row.Letters, row.Superseded != 0, row.Lost != 0)
        let wrong = row.OfDriver is null ? "has no record of its driver"
            : row.OfDriver != row.Letters ? $"has the letters {row.Letters}, its driver {row.OfDriver}"
            : (StatusValue)row.Value != due ? $"has the value {(StatusValue)row.Value}, its letters and marks say {due}"
            : null
        where wrong is not null
        select $"licence {row.Id} {wrong}";

    private static IEnumerable<string> Histories(StoreSession db) =>
        from row in db.Query<(string Id, string Letters, long Value)>(
            """
            SELECT l.id, c.letters, c.value FROM status_changes AS c
            JOIN (SELECT licence_id, max(seq) AS seq FROM status_changes GROUP BY licence_id) AS n ON n.seq = c.seq
            LEFT JOIN licences AS l ON l.id = c.licence_id
            WHERE l.id IS NULL OR l.letters <> c.letters OR l.value <> c.value
            """, buffered: false)
        select $"licence {row.Id} is not as its last change left it: {row.Letters}, {(StatusValue)row.Value}";

    private static IEnumerable<string> TooMany(StoreSession db) =>
        from driver in db.Query<string>(
            "SELECT driver FROM licences WHERE signed_at IS NOT NULL AND superseded = 0 AND lost = 0 GROUP BY driver HAVING count(DISTINCT device_key) > 1", buffered: false)
        select $"driver {driver} has signed licences on more than one device that are not superseded";

    private static IEnumerable<string> Unopened(StoreSession db) =>
        from block in db.Query<long>("SELECT DISTINCT l.block FROM licences AS l LEFT JOIN status_blocks AS b ON b.block = l.block WHERE b.block IS NULL", buffered: false)
        select $"block {block} has licences and was never opened";

    private static IEnumerable<string> Listed(StoreSession db) =>
        from block in db.Query<long>(
            """
            SELECT c.block FROM status_changes AS c LEFT JOIN status_lists AS s ON s.block = c.block
            WHERE c.list_version IS NOT NULL GROUP BY c.block, s.version HAVING s.version IS NULL OR max(c.list_version) > s.version
            """, buffered: false)
        select $"block {block} has changes in a list that was never signed";
}
