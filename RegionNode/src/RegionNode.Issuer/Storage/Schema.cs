using Federation.Hosting.Storage;

namespace RegionNode.Issuer.Storage;

/// <summary>The tables, by migration number. A released migration never changes. Instants are Unix milliseconds, UTC.</summary>
internal static class Schema
{
    /// <summary>The migrations in order; the first has number 1.</summary>
    internal static readonly IReadOnlyList<Migration> Migrations =
    [
        new(1, "first tables", """
        CREATE TABLE driver_records(
            file_number TEXT PRIMARY KEY,
            body BLOB NOT NULL,
            letters TEXT NOT NULL,
            updated_at INTEGER NOT NULL) STRICT;

        CREATE TABLE status_blocks(
            block INTEGER PRIMARY KEY,
            opened_at INTEGER NOT NULL) STRICT;

        CREATE TABLE licences(
            id TEXT PRIMARY KEY,
            file_number TEXT NOT NULL REFERENCES driver_records(file_number),
            block INTEGER NOT NULL REFERENCES status_blocks(block),
            idx INTEGER NOT NULL,
            letters TEXT NOT NULL,
            superseded INTEGER NOT NULL DEFAULT 0,
            value INTEGER NOT NULL,
            reserved_at INTEGER NOT NULL,
            offer_hash BLOB UNIQUE,
            offer_expires INTEGER NOT NULL,
            device_key TEXT,
            signed_at INTEGER,
            valid_until INTEGER,
            signer TEXT,
            issuer_signed BLOB,
            UNIQUE(block, idx)) STRICT;
        CREATE INDEX licences_of_driver ON licences(file_number);
        CREATE INDEX licences_not_valid ON licences(block, idx, value) WHERE value <> 0;

        CREATE TABLE status_changes(
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            licence_id TEXT NOT NULL REFERENCES licences(id),
            block INTEGER NOT NULL,
            letters TEXT NOT NULL,
            value INTEGER NOT NULL,
            reason TEXT NOT NULL,
            urgent INTEGER NOT NULL,
            changed_at INTEGER NOT NULL,
            list_version INTEGER) STRICT;
        CREATE INDEX status_changes_unlisted ON status_changes(block) WHERE list_version IS NULL;

        CREATE TABLE status_lists(
            block INTEGER PRIMARY KEY REFERENCES status_blocks(block),
            version INTEGER NOT NULL,
            issued_at INTEGER NOT NULL,
            expires INTEGER NOT NULL) STRICT;

        CREATE TABLE region_metadata(
            version INTEGER PRIMARY KEY,
            issuers BLOB NOT NULL,
            submission_id TEXT NOT NULL) STRICT;

        CREATE TABLE node_metadata(
            version INTEGER PRIMARY KEY,
            content_sha256 TEXT NOT NULL,
            signed_at INTEGER NOT NULL,
            expires INTEGER NOT NULL,
            submission_id TEXT NOT NULL) STRICT;

        CREATE TABLE outbox(
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            lane TEXT NOT NULL,
            needs TEXT,
            kind INTEGER NOT NULL,
            body BLOB NOT NULL,
            enqueued_at INTEGER NOT NULL,
            state INTEGER NOT NULL DEFAULT 0,
            failures INTEGER NOT NULL DEFAULT 0,
            decided_at INTEGER,
            log_index INTEGER,
            refusal_final INTEGER,
            refusal_code TEXT,
            refusal_detail TEXT) STRICT;
        CREATE INDEX outbox_pending ON outbox(lane, seq) WHERE state = 0;
        """),
        new(2, "which key signed a list", "ALTER TABLE status_lists ADD COLUMN key_id TEXT NOT NULL DEFAULT ''"),
        new(3, "heads, issuance batches, witnessing", """
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
        """),
    ];
}
