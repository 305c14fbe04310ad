using Dapper;

namespace RegionNode.Issuer.Storage;

/// <summary>One notice as stored; its texts opened.</summary>
internal sealed record NoticeRow
{
    public long Seq { get; init; }
    public required string Id { get; init; }
    public required DriverKey Driver { get; init; }
    public required string Application { get; init; }
    public required string Kind { get; init; }

    /// <summary>JSON.</summary>
    public required byte[] Texts { get; init; }
    public required long MadeAt { get; init; }
}

/// <summary>What applicants are told. The texts are sealed.</summary>
internal static class NoticeTable
{
    private const string TextsColumn = "notices.texts";

    internal static void Insert(StoreSession db, NoticeRow row) =>
        db.Execute("INSERT INTO notices(id, driver, application, kind, texts, made_at) VALUES(@Id, @Driver, @Application, @Kind, @Texts, @MadeAt)",
            row with { Texts = db.Personal.Seal(TextsColumn, row.Id, row.Texts) });

    /// <summary>Oldest first; of the applications that one system made, or of all.</summary>
    internal static IReadOnlyList<NoticeRow> OfDriver(StoreSession db, DriverKey driver, string? madeBy, long after, int most) =>
        db.Query<NoticeRow>(
                $"""
                SELECT seq AS Seq, id AS Id, driver AS Driver, application AS Application, kind AS Kind, texts AS Texts, made_at AS MadeAt
                FROM notices WHERE driver = @driver AND seq > @after
                {(madeBy is null ? "" : "AND EXISTS(SELECT 1 FROM applications AS a WHERE a.id = notices.application AND a.made_by = @madeBy)")} ORDER BY seq LIMIT @most
                """,
                new { driver, madeBy, after, most })
            .Select(row => row with { Texts = db.Personal.Open(TextsColumn, row.Id, row.Texts) })
            .AsList();
}
