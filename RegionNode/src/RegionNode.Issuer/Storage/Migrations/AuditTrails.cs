using Federation.Hosting.Storage;

namespace RegionNode.Issuer.Storage.Migrations;

/// <summary>Migration 5. Released: never changes.</summary>
internal static class AuditTrails
{
    internal static readonly Migration Step = new(5, "audit trail",
        """
        CREATE TABLE audit(
            seq INTEGER PRIMARY KEY,
            at INTEGER NOT NULL,
            who TEXT NOT NULL,
            why TEXT NOT NULL,
            act TEXT NOT NULL,
            driver TEXT NOT NULL,
            what TEXT NOT NULL,
            previous BLOB NOT NULL,
            hash BLOB NOT NULL) STRICT;
        CREATE INDEX audit_of_driver ON audit(driver, seq);
        CREATE INDEX audit_by_instant ON audit(at);

        CREATE TABLE audit_checkpoints(
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            seq INTEGER NOT NULL,
            signed_at INTEGER NOT NULL,
            checkpoint BLOB NOT NULL) STRICT;
        CREATE INDEX audit_checkpoints_by_seq ON audit_checkpoints(seq);
        """);
}
