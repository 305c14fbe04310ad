namespace RegionNode.Issuer.Storage;

/// <summary>
/// Every sealed column of the database, one line each: one that is missing here would not be sealed anew when keys rotate, and
/// a test compares this list with the tables' code.
/// </summary>
internal static class SealedColumns
{
    internal static readonly IReadOnlyList<SealedColumn> All =
    [
        new("driver_records", "body", "driver"),
        new("licences", "issuer_signed", "id"),
        new("photos", "image", "driver"),
        new("reviews", "image", "id"),
        new("reviews", "back", "id"),
        new("notices", "texts", "id"),
        new("transfers", "sealing_key", "id"),
        new("transfers", "dossier", "id"),
        new("transfers", "salt", "id"),
        new("life_events", "body", "seq", NumericKey: true, "driver || '/' || CAST(at AS TEXT)"),
        new("feed_events", "body", "id"),
        new("disputes", "details", "hash"),
        new("disputes", "remark", "hash"),
    ];

    /// <summary>Gone within days, and never worth sealing anew.</summary>
    internal static readonly IReadOnlyList<string> ShortLived = ["idempotent_answers.body", "imports.carry", "import_blocks.content"];
}
