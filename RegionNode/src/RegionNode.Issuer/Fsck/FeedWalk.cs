using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Fsck;

/// <summary>The registry's feed: what was applied is of a driver who has a record, and what waits for people is there to be read.</summary>
internal static class FeedWalk
{
    internal static IEnumerable<string> Violations(StoreSession db) =>
        Orphans.Of(
            db, "event",
            $"SELECT CAST(e.seq AS TEXT) FROM feed_events AS e LEFT JOIN driver_records AS r ON r.driver = e.driver WHERE e.outcome = {(int)FeedOutcome.Applied} AND r.driver IS NULL",
            "was applied to a driver without a record")
            .Concat(Orphans.Of(db, "event", "SELECT CAST(seq AS TEXT) FROM feed_events WHERE reason IS NOT NULL AND body IS NULL", "was refused and is not kept"))
            .Concat(Orphans.Of(
                db, "driver", "SELECT DISTINCT p.driver FROM feed_places AS p LEFT JOIN driver_records AS r ON r.driver = p.driver WHERE r.driver IS NULL",
                "has a place in the feed and no record"));
}
