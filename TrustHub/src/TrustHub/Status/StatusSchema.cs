using Federation.Hosting.Storage;

namespace TrustHub.Status;

/// <summary>The tables of status heads in <c>hub.db</c>. A region's state is its base with the deltas of the heads after it.</summary>
internal static class StatusSchema
{
    public static readonly Migration Step = new(3, "status heads with their deltas, bases, equivocations",
        """
        CREATE TABLE status_head (
            id            INTEGER PRIMARY KEY,
            region        TEXT NOT NULL,
            version       INTEGER NOT NULL,
            hash          BLOB NOT NULL,
            head          BLOB NOT NULL,
            delta         BLOB NOT NULL,
            at            TEXT NOT NULL,
            submission_id TEXT NOT NULL UNIQUE,
            caller        TEXT NOT NULL,
            UNIQUE (region, version)
        ) STRICT;
        CREATE TABLE status_base (
            region   TEXT PRIMARY KEY,
            version  INTEGER NOT NULL,
            snapshot BLOB NOT NULL
        ) STRICT;
        CREATE TABLE status_equivocation (
            id      INTEGER PRIMARY KEY,
            region  TEXT NOT NULL,
            version INTEGER NOT NULL,
            first   BLOB NOT NULL,
            second  BLOB NOT NULL,
            hash    BLOB NOT NULL,
            at      TEXT NOT NULL,
            caller  TEXT NOT NULL,
            UNIQUE (region, version, hash)
        ) STRICT;
        """);
}
