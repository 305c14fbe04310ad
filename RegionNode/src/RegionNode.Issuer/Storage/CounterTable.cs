using Dapper;

namespace RegionNode.Issuer.Storage;

/// <summary>One case of the counter as stored.</summary>
internal sealed record CounterCaseRow
{
    public long Seq { get; init; }
    public required string Id { get; init; }
    public required string Application { get; init; }
    public required DriverKey Driver { get; init; }
    public required long OpenedAt { get; init; }
    public string? Answer { get; init; }
    public long? AnsweredAt { get; init; }
    public string? AnsweredBy { get; init; }
}

/// <summary>The cases that the counter took over.</summary>
internal static class CounterTable
{
    private const string Select =
        """
        SELECT seq AS Seq, id AS Id, application AS Application, driver AS Driver, opened_at AS OpenedAt, answer AS Answer,
               answered_at AS AnsweredAt, answered_by AS AnsweredBy
        FROM counter_cases
        """;

    internal static void Open(StoreSession db, CounterCaseRow row) =>
        db.Execute("INSERT INTO counter_cases(id, application, driver, opened_at) VALUES(@Id, @Application, @Driver, @OpenedAt)", row);

    internal static CounterCaseRow? Find(StoreSession db, string id) => db.QuerySingleOrDefault<CounterCaseRow>(Select + " WHERE id = @id", new { id });

    /// <summary>Those without an answer, oldest first.</summary>
    internal static IReadOnlyList<CounterCaseRow> Waiting(StoreSession db, long after, int most) =>
        db.Query<CounterCaseRow>(Select + " WHERE answer IS NULL AND seq > @after ORDER BY seq LIMIT @most", new { after, most }).AsList();

    /// <summary>Records the one answer; false where there was one before.</summary>
    internal static bool Answer(StoreSession db, string id, string answer, string by, DateTimeOffset now) =>
        db.Execute("UPDATE counter_cases SET answer = @answer, answered_by = @by, answered_at = @now WHERE id = @id AND answer IS NULL",
            new { id, answer, by, now = now.Stored() }) == 1;
}
