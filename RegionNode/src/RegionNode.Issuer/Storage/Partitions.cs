using Federation.Hosting.Storage;

namespace RegionNode.Issuer.Storage;

/// <summary>
/// How the large tables lie in PostgreSQL: in sixteen parts, drivers and their photos by the hash of their key, licences by the
/// hash of their block. Licences of the open block then stand together, lists and heads read one part a block, and (block, idx) stays
/// unique; a licence by its id, offer or driver is looked up in every part's index (decision 0020 measures it).
/// </summary>
internal static class Partitions
{
    internal const int Count = 16;

    private static string WithParts(Migration migration) => migration.Number switch
    {
        1 => FirstTables(migration),
        7 => Swap(migration.Sql, "changed_at INTEGER) STRICT;", $"changed_at INTEGER) PARTITION BY HASH (driver);\n{Parts("photos")}"),
        _ => migration.PostgresSql ?? migration.Sql,
    };

    private static string FirstTables(Migration first)
    {
        var sql = Swap(first.Sql, "updated_at INTEGER NOT NULL) STRICT;", $"updated_at INTEGER NOT NULL) PARTITION BY HASH (file_number);\n{Parts("driver_records")}");
        sql = Swap(sql, "id TEXT PRIMARY KEY,\n    file_number", "id TEXT NOT NULL,\n    file_number");
        sql = Swap(sql, "offer_hash BLOB UNIQUE,", "offer_hash BLOB,");
        sql = Swap(sql, "UNIQUE(block, idx)) STRICT;", $"PRIMARY KEY(block, idx)) PARTITION BY HASH (block);\n{Parts("licences")}\nCREATE INDEX licences_by_id ON licences(id);\nCREATE INDEX licences_by_offer ON licences(offer_hash);");
        return sql;
    }

    /// <summary>A step as PostgreSQL takes it. Nothing can refer to a licence by its id alone there; SQLite holds the same statements to it.</summary>
    internal static Migration ForPostgres(Migration migration) => migration with
    {
        PostgresSql = PostgresDialect.Translate(WithParts(migration).Replace(" REFERENCES licences(id)", "", StringComparison.Ordinal)),
    };

    private static string Parts(string table) => string.Join('\n', Enumerable.Range(0, Count).Select(part =>
        $"CREATE TABLE {table}_{part} PARTITION OF {table} FOR VALUES WITH (MODULUS {Count}, REMAINDER {part});"));

    private static string Swap(string sql, string old, string by) => sql.Contains(old, StringComparison.Ordinal)
        ? sql.Replace(old, by, StringComparison.Ordinal)
        : throw new InvalidOperationException($"the migration has no '{old}'");
}
