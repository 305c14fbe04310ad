using Federation.Hosting.Storage;

namespace RegionNode.Issuer.Storage.Migrations;

/// <summary>Migration 12. Released: never changes.</summary>
internal static class Transfers
{
    internal static readonly Migration Step = new(12, "drivers who move",
        """
        CREATE TABLE transfers(
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            side INTEGER NOT NULL,
            state INTEGER NOT NULL,
            other TEXT NOT NULL,
            driver TEXT NOT NULL,
            opened_at INTEGER NOT NULL,
            office TEXT,
            sealing_key BLOB,
            acceptance BLOB,
            record BLOB,
            signature BLOB,
            signed BLOB,
            dossier BLOB,
            entry INTEGER,
            log_from INTEGER,
            reason TEXT,
            proof BLOB,
            decided_at INTEGER) STRICT;
        CREATE INDEX transfers_of_driver ON transfers(driver, seq);
        CREATE INDEX transfers_open ON transfers(state) WHERE state < 3;
        CREATE INDEX transfers_of_entry ON transfers(entry);
        """);
}
