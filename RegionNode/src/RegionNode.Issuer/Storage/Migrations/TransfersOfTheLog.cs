using Federation.Hosting.Storage;

namespace RegionNode.Issuer.Storage.Migrations;

/// <summary>Migration 21. Released: never changes. How far this database has read the log for moves, and what it holds back until it has.</summary>
internal static class TransfersOfTheLog
{
    internal static readonly Migration Step = new(21, "moves as the log has them",
        """
        ALTER TABLE transfers ADD COLUMN salt BLOB;
        ALTER TABLE transfers ADD COLUMN not_after INTEGER;
        ALTER TABLE transfers ADD COLUMN logged_epoch INTEGER;
        ALTER TABLE transfers ADD COLUMN logged_at INTEGER;
        ALTER TABLE transfers ADD COLUMN owed INTEGER NOT NULL DEFAULT 0;
        CREATE INDEX transfers_owed ON transfers(seq) WHERE owed = 1;
        CREATE TABLE transfer_walk(
            origin TEXT PRIMARY KEY,
            size INTEGER NOT NULL,
            epoch_time INTEGER NOT NULL) STRICT;
        CREATE TABLE transfer_holds(
            id TEXT PRIMARY KEY,
            until INTEGER NOT NULL) STRICT;
        """);
}
