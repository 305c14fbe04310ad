using Federation.Hosting.Storage;

namespace RegionNode.Issuer.Storage.Migrations;

/// <summary>Migration 8. Released: never changes.</summary>
internal static class LifeEvents
{
    internal static readonly Migration Step = new(8, "life of a licence, lost devices",
        """
        CREATE TABLE life_events(
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            driver TEXT NOT NULL,
            kind TEXT NOT NULL,
            letters TEXT NOT NULL,
            consequence TEXT NOT NULL,
            paper_due INTEGER,
            who TEXT NOT NULL,
            why TEXT NOT NULL,
            at INTEGER NOT NULL,
            body BLOB NOT NULL) STRICT;
        CREATE INDEX life_events_of_driver ON life_events(driver, seq);
        CREATE INDEX life_events_of_paper ON life_events(driver, seq) WHERE paper_due IS NOT NULL;

        ALTER TABLE licences ADD COLUMN lost INTEGER NOT NULL DEFAULT 0;
        """);
}
