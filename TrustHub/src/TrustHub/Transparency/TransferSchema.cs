using Federation.Hosting.Storage;

namespace TrustHub.Transparency;

/// <summary>The table of transfers in <c>hub.db</c>. Deadlines are Unix seconds. A licence may stand in several: those whose deadline passed unlogged never happened.</summary>
internal static class TransferSchema
{
    public static readonly Migration Step = new(4, "transfers of drivers between regions",
        """
        CREATE TABLE transfer (
            id            INTEGER PRIMARY KEY AUTOINCREMENT,
            hash          BLOB NOT NULL UNIQUE,
            from_region   TEXT NOT NULL,
            to_region     TEXT NOT NULL,
            entry         INTEGER NOT NULL,
            not_after     INTEGER NOT NULL,
            signed        BLOB NOT NULL,
            sha256        TEXT NOT NULL,
            at            TEXT NOT NULL,
            submission_id TEXT NOT NULL UNIQUE,
            caller        TEXT NOT NULL,
            epoch         INTEGER
        ) STRICT;
        CREATE INDEX transfer_epoch ON transfer (epoch);
        CREATE INDEX transfer_waiting ON transfer (not_after) WHERE epoch IS NULL;
        CREATE INDEX transfer_entry ON transfer (from_region, entry);
        """);
}
