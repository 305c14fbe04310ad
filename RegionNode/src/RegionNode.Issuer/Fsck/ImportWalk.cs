using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Fsck;

/// <summary>Imports: at most one is open and has what is put aside, each piece of which opens; what came with an import names one that was decided; refused lines are as many as were counted.</summary>
internal static class ImportWalk
{
    internal static IEnumerable<string> Violations(StoreSession db) =>
        Open(db)
            .Concat(Orphans.Of(
                db, "import", "SELECT i.id FROM imports AS i WHERE i.refused <> (SELECT count(*) FROM import_refusals AS f WHERE f.import = i.id)", "has other refused lines than it counted"))
            .Concat(Orphans.Of(
                db, "import", "SELECT DISTINCT f.import FROM import_refusals AS f LEFT JOIN imports AS i ON i.id = f.import WHERE i.id IS NULL", "has refused lines and is not there"))
            .Concat(Orphans.Of(
                db, "driver",
                $"""
                SELECT r.driver FROM driver_records AS r LEFT JOIN imports AS i ON i.id = r.import
                WHERE r.import IS NOT NULL AND (i.id IS NULL OR i.state NOT IN ({(int)ImportState.Merging}, {(int)ImportState.Finished}))
                """,
                "came with an import that was never decided"));

    private static IEnumerable<string> Open(StoreSession db)
    {
        var open = db.ExecuteScalar<long>("SELECT count(*) FROM imports WHERE state < 2");
        if (open > 1)
            yield return $"{open} imports are open";
        // What a cancelled one left is taken out when the next is opened.
        if (db.ExecuteScalar<long>($"SELECT count(*) FROM imports WHERE state <> {(int)ImportState.Finished}") == 0
            && db.ExecuteScalar<long>("SELECT count(*) FROM import_blocks") is > 0 and var blocks)
            yield return $"{blocks} blocks of lines are put aside and no import is open";
        foreach (var (id, carry) in db.Query<(string, byte[])>("SELECT id, carry FROM imports WHERE carry IS NOT NULL"))
        {
            if (!SealWalk.Opens(db, ImportTable.CarryColumn, id, carry))
                yield return $"{ImportTable.CarryColumn} of {id} does not open";
        }
        foreach (var (last, content, dues) in db.Query<(long, byte[], byte[]?)>("SELECT last_line, content, dues FROM import_blocks ORDER BY last_line", buffered: false))
        {
            if (!IsWhole(db, last, content, dues))
                yield return $"the lines up to {last} that are put aside do not open";
        }
    }

    private static bool IsWhole(StoreSession db, long last, byte[] content, byte[]? dues)
    {
        try
        {
            var rows = StagedBlock.Read(content, dues, []);
            return rows[^1].Line == last && rows.All(row => SealWalk.Opens(db, DriverRecordTable.BodyColumn, row.Driver.Value, row.Body.Span));
        }
        catch (Exception e) when (e is ArgumentException or OverflowException) // Cut off.
        {
            return false;
        }
    }
}
