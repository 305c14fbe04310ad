using Federation.Hosting.Storage;

namespace RegionNode.Issuer.Storage.Migrations;

/// <summary>Migration 10. Released: never changes.</summary>
internal static class LicenceRefreshes
{
    internal static readonly Migration Step = new(10, "which licence follows which on a device",
        """
        CREATE TABLE licence_refreshes(
            licence_id TEXT PRIMARY KEY,
            successor TEXT NOT NULL,
            at INTEGER NOT NULL) STRICT;
        """);
}
