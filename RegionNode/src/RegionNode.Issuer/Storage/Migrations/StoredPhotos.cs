using Federation.Hosting.Storage;

namespace RegionNode.Issuer.Storage.Migrations;

/// <summary>Migration 7. Released: never changes.</summary>
internal static class StoredPhotos
{
    internal static readonly Migration Step = new(7, "photos beside the records",
        """
        CREATE TABLE photos(
            driver TEXT PRIMARY KEY,
            image BLOB NOT NULL,
            source INTEGER NOT NULL,
            taken_at INTEGER,
            changed_at INTEGER) STRICT;
        """);
}
