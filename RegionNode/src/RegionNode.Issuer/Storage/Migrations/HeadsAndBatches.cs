using Federation.Hosting.Storage;

namespace RegionNode.Issuer.Storage.Migrations;

/// <summary>Migration 3. Released: never changes.</summary>
internal static class HeadsAndBatches
{
    internal static readonly Migration Step = new(3, "heads, issuance batches, witnessing",
        """
        ALTER TABLE licences ADD COLUMN headed INTEGER NOT NULL DEFAULT 0;
        CREATE INDEX licences_unheaded ON licences(block, idx) WHERE value <> headed;
        CREATE INDEX licences_headed ON licences(block, idx, headed) WHERE headed <> 0;
        ALTER TABLE status_changes ADD COLUMN head_version INTEGER;
        CREATE INDEX status_changes_unheaded ON status_changes(urgent) WHERE head_version IS NULL;

        CREATE TABLE status_heads(
            version INTEGER PRIMARY KEY,
            hash BLOB NOT NULL,
            blocks INTEGER NOT NULL,
            state_root BLOB NOT NULL,
            issued_at INTEGER NOT NULL,
            key_id TEXT NOT NULL,
            submission_id TEXT NOT NULL) STRICT;

        CREATE TABLE issuance_batches(
            number INTEGER PRIMARY KEY,
            hash BLOB NOT NULL,
            leaves INTEGER NOT NULL,
            issued_at INTEGER NOT NULL,
            submission_id TEXT NOT NULL) STRICT;

        CREATE TABLE issuance_leaves(
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            licence_id TEXT NOT NULL UNIQUE REFERENCES licences(id),
            entry INTEGER NOT NULL UNIQUE,
            blind BLOB NOT NULL,
            mso_sha256 BLOB NOT NULL,
            leaf BLOB NOT NULL UNIQUE,
            batch INTEGER REFERENCES issuance_batches(number),
            position INTEGER) STRICT;
        CREATE INDEX issuance_leaves_waiting ON issuance_leaves(id) WHERE batch IS NULL;
        CREATE INDEX issuance_leaves_of_batch ON issuance_leaves(batch, position);

        CREATE TABLE witnessed(
            id INTEGER PRIMARY KEY CHECK(id = 1),
            size INTEGER NOT NULL,
            root BLOB NOT NULL,
            note BLOB NOT NULL,
            epoch_time INTEGER NOT NULL,
            snapshot_sha256 BLOB NOT NULL,
            emergency INTEGER NOT NULL,
            recorded_at INTEGER NOT NULL) STRICT;

        CREATE TABLE known_emergency(
            version INTEGER PRIMARY KEY,
            since INTEGER NOT NULL) STRICT;

        CREATE TABLE witness_evidence(
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            refusal TEXT NOT NULL,
            ours BLOB NOT NULL,
            theirs BLOB NOT NULL,
            detail TEXT NOT NULL,
            seen_at INTEGER NOT NULL,
            UNIQUE(refusal, theirs)) STRICT;

        ALTER TABLE outbox ADD COLUMN link INTEGER;
        ALTER TABLE outbox ADD COLUMN link_sha256 TEXT;
        CREATE UNIQUE INDEX outbox_links ON outbox(lane, link) WHERE link IS NOT NULL;
        """);
}
