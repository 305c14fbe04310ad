using Dapper;

namespace RegionNode.Issuer.Storage;

/// <summary>Seals a column's values under the newest key, some hundred a transaction.</summary>
internal static class Resealing
{
    private const int RowsAtOnce = 500;

    /// <summary>How many values it sealed anew; 0 where all are.</summary>
    internal static long Run(IDurableStore store, SealedColumn column)
    {
        var (total, after) = (0L, (string?)null);
        while (true)
        {
            var (done, last) = store.Write("reseal", db => Some(db, column, after));
            if (last is null)
                return total;
            (total, after) = (total + done, last);
        }
    }

    private static (int Done, string? Last) Some(StoreSession db, SealedColumn column, string? after)
    {
        var rows = db.Query<(string Key, string Row, byte[] Value)>(
            $"""
            SELECT CAST({column.Key} AS TEXT), {column.Row ?? $"CAST({column.Key} AS TEXT)"}, {column.Column} FROM {column.Table}
            WHERE {column.Column} IS NOT NULL AND substr({column.Column}, 1, 2) <> @newest AND {column.Key} > @after
            ORDER BY {column.Key} LIMIT {RowsAtOnce}
            """,
            new { newest = db.Personal.NewestPrefix, after = column.KeyOf(after) }).AsList();
        foreach (var (key, row, value) in rows)
        {
            var again = db.Personal.Seal(column.Name, row, db.Personal.Open(column.Name, row, value));
            db.Execute($"UPDATE {column.Table} SET {column.Column} = @again WHERE {column.Key} = @key", new { again, key = column.KeyOf(key) });
        }
        return (rows.Count, rows.Count == 0 ? null : rows[^1].Key);
    }
}
