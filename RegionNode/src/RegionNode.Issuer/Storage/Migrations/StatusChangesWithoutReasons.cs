using Federation.Hosting.Storage;

namespace RegionNode.Issuer.Storage.Migrations;

/// <summary>
/// Migration 27. Released: never changes. Why a status changed stands in the book of events, sealed; the history of values held it a
/// second time, in clear, and nobody read it. SQLite overwrites it; in PostgreSQL a row keeps it on the disk until it is written anew.
/// </summary>
internal static class StatusChangesWithoutReasons
{
    internal static readonly Migration Step = new(27, "no reason in the history of values",
        """
        PRAGMA secure_delete = ON;
        ALTER TABLE status_changes DROP COLUMN reason;
        PRAGMA secure_delete = OFF;
        """)
    {
        PostgresSql = "ALTER TABLE status_changes DROP COLUMN reason;",
    };
}
