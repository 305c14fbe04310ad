using Federation.Hosting.Storage;

namespace RegionNode.Issuer.Storage.Migrations;

/// <summary>Migration 4. Released: never changes. From here on drivers are named by a keyed hash and personal data is sealed.</summary>
internal static class DriverKeys
{
    internal static readonly Migration Step = new(4, "drivers by a keyed hash, personal data sealed",
        """
        ALTER TABLE driver_records RENAME COLUMN file_number TO driver;
        ALTER TABLE licences RENAME COLUMN file_number TO driver;

        CREATE TABLE sealing_keys(
            number INTEGER PRIMARY KEY,
            check_value TEXT NOT NULL) STRICT;
        """);
}
