using Federation.Hosting.Storage;

namespace RegionNode.Issuer.Storage.Migrations;

/// <summary>
/// Migration 25. Released: never changes. Beside a staged block, when each of its records is to be looked at (NULL: staged before that
/// was known, so the sweep asks); and the records that the sweep of dates could not open.
/// </summary>
internal static class DatesOfImports
{
    internal static readonly Migration Step = new(25, "when an imported record is due, and what the sweep put off",
        """
        ALTER TABLE import_blocks ADD COLUMN dues BLOB;
        CREATE TABLE dates_put_off(
            driver TEXT PRIMARY KEY,
            due INTEGER NOT NULL,
            fault TEXT NOT NULL,
            since INTEGER NOT NULL) STRICT;
        """);
}
