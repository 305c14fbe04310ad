using System.Security.Cryptography;
using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Fsck;

/// <summary>Sealed columns: every value opens under a key of this node, in its own place.</summary>
internal static class SealWalk
{
    internal static IEnumerable<string> Violations(StoreSession db) => SealedColumns.All.SelectMany(column => Closed(db, column));

    private static IEnumerable<string> Closed(StoreSession db, SealedColumn column) =>
        from row in db.Query<(string Key, string Row, byte[] Value)>(
            $"SELECT CAST({column.Key} AS TEXT), {column.Row ?? $"CAST({column.Key} AS TEXT)"}, {column.Column} FROM {column.Table} WHERE {column.Column} IS NOT NULL",
            buffered: false)
        where !Opens(db, column.Name, row.Row, row.Value)
        select $"{column.Name} of {row.Key} does not open";

    /// <summary>Whether a value opens in that place.</summary>
    internal static bool Opens(StoreSession db, string column, string row, ReadOnlySpan<byte> value)
    {
        try
        {
            db.Personal.Open(column, row, value);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
