using Federation.Hosting.Storage;

namespace RegionNode.Issuer.Storage.Migrations;

/// <summary>Migration 14. Released: never changes. Staged lines of an import lie in blocks; one that was open is given up.</summary>
internal static class ImportBlocks
{
    internal static readonly Migration Step = new(14, "staged lines of an import in blocks",
        """
        DROP TABLE import_rows;
        UPDATE imports SET state = 3 WHERE state < 2;

        CREATE TABLE import_blocks(
            last_line INTEGER PRIMARY KEY,
            content BLOB NOT NULL) STRICT;
        """);
}
