using RegionNode.Issuer.Registry.Police;
using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Registry.Imports;

/// <summary>Which lines of a block may stand: the first of each driver, unless what is stored is newer or may not be lifted.</summary>
/// <param name="Import">The import.</param>
/// <param name="After">The line behind which the block begins.</param>
/// <param name="Last">The last line of the block.</param>
/// <param name="Refused">Those that may not; more may follow.</param>
/// <param name="Added">Those of new drivers.</param>
/// <param name="Replaced">Those of drivers that there were before.</param>
internal sealed record JudgedBlock(string Import, long After, long Last, List<RefusedRow> Refused, List<StagedRow> Added, List<StagedRow> Replaced)
{
    /// <summary>As if every driver were new: asks no database.</summary>
    internal static JudgedBlock AsNew(DecidedBlock block) => Of(block, [], (_, _) => null);

    /// <summary>By what the registry has of these drivers.</summary>
    internal static JudgedBlock Of(StoreSession db, DecidedBlock block, Dictionary<DriverKey, KnownDriver> known) =>
        Of(block, known, (stored, row) => WholeRecord.Refuses(db, stored, row.Letters, row.Updated));

    private static JudgedBlock Of(DecidedBlock block, Dictionary<DriverKey, KnownDriver> known, Func<KnownDriver, StagedRow, LineReason?> refuses)
    {
        var (refused, added, replaced, standing) = (new List<RefusedRow>(), new List<StagedRow>(block.Rows!.Count), new List<StagedRow>(), new HashSet<DriverKey>(block.Rows.Count));
        foreach (var row in block.Rows)
        {
            var stored = known.GetValueOrDefault(row.Driver);
            if (stored?.Import == block.Import || standing.Contains(row.Driver))
                refused.Add(new RefusedRow(row, LineReason.DuplicateLine));
            else if (stored is not null && refuses(stored, row) is { } reason)
                refused.Add(new RefusedRow(row, reason));
            else if (standing.Add(row.Driver))
                (stored is null ? added : replaced).Add(row);
        }
        return new JudgedBlock(block.Import, block.After, block.Last, refused, added, replaced);
    }
}

/// <summary>A line that does not stand, and why.</summary>
internal readonly record struct RefusedRow(StagedRow Row, LineReason Reason)
{
    internal RefusedLine ToLine() => new(Row.Line, (long)Reason, (Reason switch
    {
        LineReason.DuplicateLine => PoliceField.DABH,
        LineReason.OlderThanStored => PoliceField.GXSJ,
        _ => PoliceField.ZT,
    }).ToString());
}
