using Federation.Hosting.Storage;

namespace TrustHub.Storage;

/// <summary>The shape of the hub's database.</summary>
internal static class HubSchema
{
    public static readonly IReadOnlyList<Migration> Migrations =
    [
        new(1, "admissions, signed snapshots, refusals",
            """
            CREATE TABLE admission (
                log_index     INTEGER PRIMARY KEY AUTOINCREMENT,
                previous_hash TEXT NOT NULL,
                row_hash      TEXT NOT NULL UNIQUE,
                submission_id TEXT NOT NULL UNIQUE,
                kind          TEXT NOT NULL CHECK (kind IN ('metadata', 'status')),
                name          TEXT NOT NULL,
                version       INTEGER NOT NULL,
                caller        TEXT NOT NULL,
                admitted_at   TEXT NOT NULL,
                UNIQUE (kind, name, version)
            ) STRICT;
            CREATE TABLE admission_file (
                log_index INTEGER NOT NULL REFERENCES admission (log_index),
                position  INTEGER NOT NULL,
                path      TEXT NOT NULL,
                sha256    TEXT NOT NULL,
                PRIMARY KEY (log_index, position)
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX admission_file_content ON admission_file (sha256);
            CREATE TABLE content (
                sha256 TEXT PRIMARY KEY,
                bytes  BLOB NOT NULL
            ) STRICT;
            CREATE TABLE snapshot (
                version   INTEGER PRIMARY KEY,
                log_index INTEGER NOT NULL,
                signed_at TEXT NOT NULL,
                expires   TEXT NOT NULL,
                bytes     BLOB NOT NULL
            ) STRICT;
            CREATE TABLE timestamp (
                version          INTEGER PRIMARY KEY,
                snapshot_version INTEGER NOT NULL REFERENCES snapshot (version),
                signed_at        TEXT NOT NULL,
                expires          TEXT NOT NULL,
                bytes            BLOB NOT NULL
            ) STRICT;
            CREATE TABLE refusal (
                number     INTEGER PRIMARY KEY AUTOINCREMENT,
                refused_at TEXT NOT NULL,
                caller     TEXT NOT NULL,
                name       TEXT NOT NULL,
                code       TEXT NOT NULL,
                detail     TEXT NOT NULL
            ) STRICT;
            """),
        Transparency.LogSchema.Step,
        TrustHub.Status.StatusSchema.Step,
        Transparency.TransferSchema.Step,
        Leading.SharedFileSchema.Step,
    ];
}
