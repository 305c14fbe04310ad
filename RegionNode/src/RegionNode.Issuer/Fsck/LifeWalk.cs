using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Fsck;

/// <summary>Life events: who has one has a record, with the letters that the last event left unless the record was changed after it. A date that was put off is of somebody.</summary>
internal static class LifeWalk
{
    internal static IEnumerable<string> Violations(StoreSession db) => Letters(db).Concat(Orphans.Of(
        db, "a date of driver", "SELECT p.driver FROM dates_put_off AS p LEFT JOIN driver_records AS r ON r.driver = p.driver WHERE r.driver IS NULL",
        "was put off and there is no record"));

    private static IEnumerable<string> Letters(StoreSession db) =>
        from row in db.Query<(string Driver, long Seq, string Letters, string? Now)>(
            """
            SELECT e.driver, e.seq, e.letters, r.letters FROM life_events AS e
            JOIN (SELECT driver, max(seq) AS seq FROM life_events GROUP BY driver) AS n ON n.seq = e.seq
            LEFT JOIN driver_records AS r ON r.driver = e.driver
            WHERE r.driver IS NULL OR (r.letters <> e.letters AND r.updated_at <= e.at)
            """, buffered: false)
        select row.Now is null ? $"driver {row.Driver} has events and no record" : $"driver {row.Driver} has the letters {row.Now}, event {row.Seq} left {row.Letters}";
}
