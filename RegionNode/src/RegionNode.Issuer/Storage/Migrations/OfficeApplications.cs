using Federation.Hosting.Storage;

namespace RegionNode.Issuer.Storage.Migrations;

/// <summary>Migration 11. Released: never changes.</summary>
internal static class OfficeApplications
{
    internal static readonly Migration Step = new(11, "applications, identity checks, reviews, counter cases, notices",
        """
        CREATE TABLE applications(
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            driver TEXT NOT NULL,
            source INTEGER NOT NULL,
            changes_photo INTEGER NOT NULL,
            stated_day INTEGER,
            state INTEGER NOT NULL,
            made_at INTEGER NOT NULL,
            changed_at INTEGER NOT NULL,
            licence_id TEXT) STRICT;
        CREATE INDEX applications_by_state ON applications(state, seq);
        CREATE UNIQUE INDEX applications_open ON applications(driver) WHERE state < 90;

        CREATE TABLE identity_checks(
            challenge TEXT PRIMARY KEY,
            application TEXT NOT NULL,
            device_key TEXT NOT NULL,
            provider TEXT NOT NULL,
            begun_at INTEGER NOT NULL,
            expires_at INTEGER NOT NULL,
            state INTEGER NOT NULL DEFAULT 0) STRICT;
        CREATE INDEX identity_checks_of_application ON identity_checks(application, state);

        CREATE TABLE reviews(
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            application TEXT NOT NULL,
            driver TEXT NOT NULL,
            image BLOB,
            source INTEGER NOT NULL,
            taken_day INTEGER,
            submitted_at INTEGER NOT NULL,
            deadline INTEGER NOT NULL,
            basis INTEGER NOT NULL,
            state INTEGER NOT NULL DEFAULT 0,
            settled INTEGER NOT NULL DEFAULT 0,
            reviewer TEXT,
            lease TEXT,
            lease_until INTEGER,
            decided_at INTEGER,
            reasons TEXT) STRICT;
        CREATE INDEX reviews_waiting ON reviews(seq, deadline) WHERE state = 0;
        CREATE INDEX reviews_of_application ON reviews(application, seq);
        CREATE INDEX reviews_unsettled ON reviews(driver) WHERE settled = 0;

        CREATE TABLE counter_cases(
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            application TEXT NOT NULL,
            driver TEXT NOT NULL,
            opened_at INTEGER NOT NULL,
            answer TEXT,
            answered_at INTEGER,
            answered_by TEXT) STRICT;
        CREATE INDEX counter_cases_open ON counter_cases(seq) WHERE answer IS NULL;

        CREATE TABLE notices(
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            driver TEXT NOT NULL,
            application TEXT NOT NULL,
            kind TEXT NOT NULL,
            texts BLOB NOT NULL,
            made_at INTEGER NOT NULL) STRICT;
        CREATE INDEX notices_of_driver ON notices(driver, seq);

        ALTER TABLE licences ADD COLUMN bound_key TEXT;
        """);
}
