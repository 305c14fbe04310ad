using Federation.Hosting.Storage;

namespace RegionNode.Issuer.Storage.Migrations;

/// <summary>Migration 9. Released: never changes. Imports of a whole province, and the registry's change feed.</summary>
internal static class ImportsAndFeed
{
    internal static readonly Migration Step = new(9, "imports and the change feed",
        """
        ALTER TABLE driver_records ADD COLUMN source_updated INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE driver_records ADD COLUMN import TEXT;
        ALTER TABLE driver_records ADD COLUMN import_line INTEGER;

        CREATE TABLE imports(
            id TEXT PRIMARY KEY,
            name TEXT NOT NULL,
            format TEXT NOT NULL,
            encoding TEXT NOT NULL,
            letter_table TEXT NOT NULL,
            state INTEGER NOT NULL,
            opened_by TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            changed_at INTEGER NOT NULL,
            received INTEGER NOT NULL DEFAULT 0,
            carry BLOB,
            skipping INTEGER NOT NULL DEFAULT 0,
            columns TEXT,
            lines INTEGER NOT NULL DEFAULT 0,
            staged INTEGER NOT NULL DEFAULT 0,
            refused INTEGER NOT NULL DEFAULT 0,
            merged_line INTEGER NOT NULL DEFAULT 0,
            added INTEGER NOT NULL DEFAULT 0,
            replaced INTEGER NOT NULL DEFAULT 0) STRICT;

        CREATE TABLE import_rows(
            line INTEGER PRIMARY KEY,
            driver TEXT NOT NULL,
            letters TEXT NOT NULL,
            updated INTEGER NOT NULL,
            body BLOB NOT NULL) STRICT;

        CREATE TABLE import_refusals(
            import TEXT NOT NULL REFERENCES imports(id),
            line INTEGER NOT NULL,
            reason INTEGER NOT NULL,
            field TEXT NOT NULL,
            PRIMARY KEY(import, line)) STRICT;

        CREATE TABLE feed_places(
            driver TEXT NOT NULL,
            topic INTEGER NOT NULL,
            sequence INTEGER NOT NULL,
            updated INTEGER NOT NULL,
            PRIMARY KEY(driver, topic)) STRICT;

        CREATE TABLE feed_events(
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            content TEXT NOT NULL,
            driver TEXT,
            outcome INTEGER NOT NULL,
            reason INTEGER,
            field TEXT,
            body BLOB,
            at INTEGER NOT NULL) STRICT;
        CREATE INDEX feed_events_refused ON feed_events(seq) WHERE reason IS NOT NULL;
        """);
}
