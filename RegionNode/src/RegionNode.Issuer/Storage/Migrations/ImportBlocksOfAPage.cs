using Federation.Hosting.Storage;

namespace RegionNode.Issuer.Storage.Migrations;

/// <summary>Migration 26. Released: never changes. A staged block that fits into a page of PostgreSQL stays whole in it.</summary>
internal static class ImportBlocksOfAPage
{
    internal static readonly Migration Step = new(26, "staged blocks stand in a page each", string.Empty)
    {
        PostgresSql = "ALTER TABLE import_blocks SET (toast_tuple_target = 8160);",
    };
}
