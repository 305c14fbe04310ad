using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Fsck;

/// <summary>Rows that refer to what is not there, by a query that gives their names. Read one by one: as many as there are cost no memory.</summary>
internal static class Orphans
{
    internal static IEnumerable<string> Of(StoreSession db, string what, string sql, string wrong) =>
        from name in db.Query<string>(sql, buffered: false) select $"{what} {name} {wrong}";
}
