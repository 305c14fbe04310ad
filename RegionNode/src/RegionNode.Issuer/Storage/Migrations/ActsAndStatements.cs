using Federation.Hosting.Storage;

namespace RegionNode.Issuer.Storage.Migrations;

/// <summary>
/// Migration 17. Released: never changes. Each event of a life says which letters stood before it, and when the registry stated it:
/// NULL is an act recorded here. Of events from before, statements are those of the feed and of imports, known by their reason; of
/// records that were put, known by the trail's entry of the same instant; and of the node's own sweep of dates. What stood before
/// the first event of a driver is not known: its own letters, so that it brought none. One pass.
/// </summary>
internal static class ActsAndStatements
{
    internal static readonly Migration Step = new(17, "acts of this node and statements of the registry",
        """
        ALTER TABLE life_events ADD COLUMN was TEXT NOT NULL DEFAULT '';
        ALTER TABLE life_events ADD COLUMN stated_at INTEGER;
        UPDATE life_events SET was = earlier.letters, stated_at = CASE
                WHEN substr(life_events.why, 1, 9) = 'registry ' THEN 0
                WHEN life_events.kind = 'Overdue' AND life_events.who = 'node' THEN 0
                WHEN life_events.kind = 'LettersCorrected' AND EXISTS(
                    SELECT 1 FROM audit AS a WHERE a.driver = life_events.driver AND a.at = life_events.at AND a.act = 'RecordPut') THEN 0
            END
        FROM (SELECT seq, lag(letters, 1, letters) OVER (PARTITION BY driver ORDER BY seq) AS letters FROM life_events) AS earlier
        WHERE earlier.seq = life_events.seq;
        """);
}
