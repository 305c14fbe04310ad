using Federation.Hosting.Storage;

namespace RegionNode.Issuer.Storage.Migrations;

/// <summary>Migration 28. Released: never changes. What the hub holds of this region that an older database, put back, had forgotten.</summary>
internal static class Forgotten
{
    internal static readonly Migration Step = new(28, "what an older database had forgotten",
        """
        CREATE TABLE forgotten_heads(
            version INTEGER PRIMARY KEY,
            since INTEGER NOT NULL,
            previous BLOB NOT NULL) STRICT;

        CREATE TABLE forgotten_entries(
            block INTEGER NOT NULL,
            idx INTEGER NOT NULL,
            value INTEGER NOT NULL,
            PRIMARY KEY(block, idx)) STRICT;

        CREATE TABLE forgotten_leaves(
            batch INTEGER NOT NULL,
            position INTEGER NOT NULL,
            leaf BLOB NOT NULL,
            PRIMARY KEY(batch, position)) STRICT;
        """)
    {
        BackTo = 27,
    };
}
