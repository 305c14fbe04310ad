using Federation.Hosting.Storage;

namespace TrustHub.Transparency;

/// <summary>The tables of the transparency log in <c>hub.db</c>. What the head rows hold are the changes from the epoch before.</summary>
internal static class LogSchema
{
    private const string Tables =
        """
        CREATE TABLE epoch (
            number INTEGER PRIMARY KEY,
            leaf   BLOB NOT NULL,
            at     TEXT NOT NULL
        ) STRICT;
        CREATE TABLE epoch_head (
            number  INTEGER NOT NULL REFERENCES epoch (number),
            region  TEXT NOT NULL,
            version INTEGER NOT NULL,
            hash    BLOB NOT NULL,
            PRIMARY KEY (region, number)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX epoch_head_number ON epoch_head (number);
        CREATE TABLE checkpoint (
            size INTEGER PRIMARY KEY,
            note BLOB NOT NULL,
            at   TEXT NOT NULL
        ) STRICT;
        CREATE TABLE cosignature (
            size    INTEGER NOT NULL REFERENCES checkpoint (size),
            witness TEXT NOT NULL,
            line    TEXT NOT NULL,
            at      TEXT NOT NULL,
            PRIMARY KEY (size, witness)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE issuance_batch (
            id            INTEGER PRIMARY KEY AUTOINCREMENT,
            region        TEXT NOT NULL,
            number        INTEGER NOT NULL,
            hash          BLOB NOT NULL,
            sha256        TEXT NOT NULL,
            batch         BLOB NOT NULL,
            leaves        BLOB NOT NULL,
            at            TEXT NOT NULL,
            submission_id TEXT NOT NULL UNIQUE,
            caller        TEXT NOT NULL,
            epoch         INTEGER,
            UNIQUE (region, number)
        ) STRICT;
        CREATE INDEX issuance_batch_epoch ON issuance_batch (epoch);
        """;

    // Whose the file is; in PostgreSQL the seat says that.
    private const string Writer =
        """
        CREATE TABLE writer (
            only  INTEGER PRIMARY KEY CHECK (only = 1),
            token TEXT NOT NULL
        ) STRICT;
        """;

    public static readonly Migration Step = new(
        2, "transparency log: epochs, checkpoints, cosignatures, issuance batches", Tables + "\n" + Writer)
    {
        PostgresSql = PostgresDialect.Translate(Tables),
    };
}
