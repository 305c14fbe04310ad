using Federation.Hosting.Storage;

namespace RegionNode.Issuer.Storage.Migrations;

/// <summary>Migration 13. Released: never changes.</summary>
internal static class DisputesOfStatus
{
    internal static readonly Migration Step = new(13, "disputes",
        """
        CREATE TABLE disputes(
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL,
            reporting TEXT NOT NULL,
            home TEXT NOT NULL,
            hash TEXT NOT NULL UNIQUE,
            driver TEXT NOT NULL,
            state TEXT NOT NULL,
            record BLOB NOT NULL,
            details BLOB,
            received_at INTEGER NOT NULL,
            due_at INTEGER NOT NULL,
            problem TEXT,
            answer BLOB,
            answered_at INTEGER,
            remark BLOB,
            UNIQUE(reporting, id)) STRICT;
        CREATE INDEX disputes_open ON disputes(state, seq) WHERE answer IS NULL;
        CREATE INDEX disputes_received ON disputes(reporting, received_at);
        CREATE INDEX disputes_of_driver ON disputes(driver, received_at);
        CREATE INDEX disputes_by_id ON disputes(id);
        """);
}
