using Federation.Hosting.Storage;

namespace TrustHub.Leading;

/// <summary>The table of the public files that instances share; a hub that stands alone has none.</summary>
internal static class SharedFileSchema
{
    public static readonly Migration Step = new(5, "public files that instances share (PostgreSQL)", "")
    {
        PostgresSql =
            """
            CREATE TABLE public_file (
                path     TEXT COLLATE "C" PRIMARY KEY,
                sequence BIGINT NOT NULL UNIQUE,
                sha256   TEXT NOT NULL,
                bytes    BYTEA
            );
            """,
    };
}
