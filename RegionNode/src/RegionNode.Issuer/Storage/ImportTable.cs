namespace RegionNode.Issuer.Storage;

/// <summary>The imports, oldest first. At most one of them is open (Receiving or Merging): it alone has staged rows.</summary>
internal static class ImportTable
{
    internal const string CarryColumn = "imports.carry";

    private const string Select =
        """
        SELECT id AS Id, name AS Name, format AS Format, encoding AS Encoding, letter_table AS LetterTable, state AS State, opened_by AS OpenedBy,
               created_at AS CreatedAt, changed_at AS ChangedAt, received AS Received, carry AS Carry, skipping AS Skipping, columns AS Columns,
               lines AS Lines, staged AS Staged, refused AS Refused, merged_line AS MergedLine, added AS Added, replaced AS Replaced
        FROM imports
        """;

    internal static ImportRow? Find(StoreSession db, string id) => db.QuerySingleOrDefault<ImportRow>(Select + " WHERE id = @id", new { id });

    /// <summary>The open one; null: none.</summary>
    internal static ImportRow? Open(StoreSession db) => db.QuerySingleOrDefault<ImportRow>(Select + " WHERE state < 2");

    /// <summary>The newest first.</summary>
    internal static IReadOnlyList<ImportRow> Newest(StoreSession db, int most) =>
        [.. db.Query<ImportRow>(Select + " ORDER BY created_at DESC, id LIMIT @most", new { most })];

    internal static void Add(StoreSession db, ImportRow row) =>
        db.Execute(
            """
            INSERT INTO imports(id, name, format, encoding, letter_table, state, opened_by, created_at, changed_at)
            VALUES(@Id, @Name, @Format, @Encoding, @LetterTable, @State, @OpenedBy, @CreatedAt, @ChangedAt)
            """,
            row);

    /// <summary>The carry, opened.</summary>
    internal static byte[] CarryOf(StoreSession db, ImportRow row) => row.Carry is { } carry ? db.Personal.Open(CarryColumn, row.Id, carry) : [];

    /// <summary>Records that a piece was taken; false, and nothing done, where the import does not wait for this place.</summary>
    internal static bool Advance(StoreSession db, string id, TakenPiece piece, DateTimeOffset at) =>
        db.Execute(
            """
            UPDATE imports SET received = @To, carry = @carry, skipping = @skipping, columns = @Columns, lines = @Lines,
                               staged = staged + @Staged, refused = refused + @Refused, changed_at = @at
            WHERE id = @id AND received = @From AND state = 0
            """,
            new
            {
                id, piece.From, piece.To, piece.Columns, piece.Lines, piece.Staged, piece.Refused, at = at.Stored(),
                carry = piece.Carry.Length > 0 ? db.Personal.Seal(CarryColumn, id, piece.Carry) : null, skipping = piece.Skipping ? 1L : 0L,
            }) == 1;

    /// <summary>Changes nothing; once it is durable, all that was taken before is.</summary>
    internal static int Settle(StoreSession db, string id) => db.Execute("UPDATE imports SET received = received WHERE id = @id", new { id });

    internal static void SetState(StoreSession db, string id, ImportState state, DateTimeOffset at) =>
        db.Execute("UPDATE imports SET state = @state, carry = NULL, changed_at = @at WHERE id = @id", new { id, state = (long)state, at = at.Stored() });

    /// <summary>Records that the lines up to one are in the registry or refused.</summary>
    internal static void Merged(StoreSession db, string id, long line, long added, long replaced, long refused, DateTimeOffset at) =>
        db.Execute(
            """
            UPDATE imports SET merged_line = @line, added = added + @added, replaced = replaced + @replaced, staged = staged - @refused,
                               refused = refused + @refused, changed_at = @at
            WHERE id = @id
            """,
            new { id, line, added, replaced, refused, at = at.Stored() });
}

/// <summary>What one piece of data makes of an import.</summary>
/// <param name="From">The byte it begins at.</param>
/// <param name="To">The byte after it.</param>
/// <param name="Carry">The beginning of the line it breaks off in.</param>
/// <param name="Skipping">That line is too long already.</param>
/// <param name="Columns">The header, once read.</param>
/// <param name="Lines">Lines that came to their end, from the first.</param>
/// <param name="Staged">Lines staged by it.</param>
/// <param name="Refused">Lines refused by it.</param>
internal sealed record TakenPiece(long From, long To, byte[] Carry, bool Skipping, string? Columns, long Lines, int Staged, int Refused);
