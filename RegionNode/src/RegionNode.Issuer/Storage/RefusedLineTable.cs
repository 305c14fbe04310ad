namespace RegionNode.Issuer.Storage;

/// <summary>A refused line: its number, why (LineReason), and in which field. Nothing of its content.</summary>
internal sealed record RefusedLine(long Line, long Reason, string Field);

/// <summary>The refused lines of each import.</summary>
internal static class RefusedLineTable
{
    private static readonly string[] Columns = ["import", "line", "reason", "field"];

    internal static void Add(StoreSession db, string import, IEnumerable<RefusedLine> lines) =>
        db.AddRows("import_refusals", Columns, lines.Select(line => new object?[] { import, line.Line, line.Reason, line.Field }));

    /// <summary>The next ones after a line, in order.</summary>
    internal static IReadOnlyList<RefusedLine> After(StoreSession db, string import, long line, int most) =>
        [.. db.Query<RefusedLine>(
            "SELECT line AS Line, reason AS Reason, field AS Field FROM import_refusals WHERE import = @import AND line > @line ORDER BY line LIMIT @most",
            new { import, line, most })];
}
