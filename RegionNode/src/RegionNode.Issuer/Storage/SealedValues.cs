namespace RegionNode.Issuer.Storage;

/// <summary>How many sealed values there are, of all columns: what a command that opens them says in the trail before it does.</summary>
internal static class SealedValues
{
    /// <summary>All of them.</summary>
    internal static long Count(StoreSession db) => SealedColumns.All.Sum(column => db.ExecuteScalar<long>($"SELECT count({column.Column}) FROM {column.Table}"));

    /// <summary>Those that an older key than the newest sealed.</summary>
    internal static long CountOlder(StoreSession db) => SealedColumns.All.Sum(column => db.ExecuteScalar<long>(
        $"SELECT count(*) FROM {column.Table} WHERE {column.Column} IS NOT NULL AND substr({column.Column}, 1, 2) <> @newest", new { newest = db.Personal.NewestPrefix }));
}
