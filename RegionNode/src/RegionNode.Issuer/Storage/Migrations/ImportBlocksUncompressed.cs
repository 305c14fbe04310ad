using Federation.Hosting.Storage;

namespace RegionNode.Issuer.Storage.Migrations;

/// <summary>Migration 18. Released: never changes. PostgreSQL would try to compress staged blocks, which are sealed: half of its work on them, and never a byte less.</summary>
internal static class ImportBlocksUncompressed
{
    internal static readonly Migration Step = new(18, "staged blocks are not compressed", string.Empty)
    {
        PostgresSql = "ALTER TABLE import_blocks ALTER COLUMN content SET STORAGE EXTERNAL;",
    };
}
