namespace RegionNode.Issuer.Storage;

/// <summary>The staged lines of the one open import, in blocks, in the order of the file; read by nobody else.</summary>
internal static class StagedBlockTable
{
    /// <summary>The most lines that are taken out at once: they are merged in one transaction.</summary>
    internal const int MostLines = 3_000;

    private const int MostBlocks = 220; // Not quite so many, where lines are as long as usual.
    private static readonly string[] Columns = ["last_line", "content", "dues"];

    internal static void Add(StoreSession db, IEnumerable<StagedBlock> blocks) =>
        db.AddRows("import_blocks", Columns, blocks.Select(block => new object?[] { block.LastLine, block.Content, block.Dues }));

    /// <summary>Whole blocks behind a line; null: none is left.</summary>
    internal static IReadOnlyList<StagedRow>? After(StoreSession db, long line)
    {
        var rows = new List<StagedRow>(MostLines);
        foreach (var (content, dues) in db.Query<(byte[] Content, byte[]? Dues)>(
            "SELECT content, dues FROM import_blocks WHERE last_line > @line ORDER BY last_line LIMIT @most", new { line, most = MostBlocks }, buffered: false))
        {
            var before = rows.Count;
            StagedBlock.Read(content, dues, rows);
            if (before == 0 || rows.Count <= MostLines)
                continue;
            rows.RemoveRange(before, rows.Count - before);
            break;
        }
        return rows.Count > 0 ? rows : null;
    }

    /// <summary>Takes out the blocks behind a line up to another.</summary>
    internal static void Remove(StoreSession db, long after, long upTo) =>
        db.Execute("DELETE FROM import_blocks WHERE last_line > @after AND last_line <= @upTo", new { after, upTo });

    /// <summary>Takes out all of them.</summary>
    internal static void Clear(StoreSession db) => db.Execute("DELETE FROM import_blocks");
}
