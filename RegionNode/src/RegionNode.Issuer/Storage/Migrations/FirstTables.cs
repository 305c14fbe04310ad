using Federation.Hosting.Storage;

namespace RegionNode.Issuer.Storage.Migrations;

/// <summary>Migration 1. Released: never changes.</summary>
internal static class FirstTables
{
    internal static readonly Migration Step = new(1, "first tables",
        """
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
        """);
}
