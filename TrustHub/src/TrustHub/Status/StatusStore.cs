using Dapper;
using Federation.Hosting.Storage;
using TrustList.Format.Encoding;

namespace TrustHub.Status;

/// <summary>Status heads in the hub's database.</summary>
public sealed class StatusStore(ISqlDatabase database) : IStatusStore
{
    private const int EquivocationsOfRegion = 100;
    private const int PageRows = 500;
    private const string Columns = "SELECT id, region, version, hash, head, delta, at, submission_id, caller FROM status_head";

    /// <inheritdoc/>
    public HeadRow Append(NewHead head) => database.Write((connection, transaction) => new HeadRow(
        connection.ExecuteScalar<long>(
            """
            INSERT INTO status_head (id, region, version, hash, head, delta, at, submission_id, caller)
            VALUES ((SELECT COALESCE(MAX(id), 0) + 1 FROM status_head), @Region, @Version, @Hash, @Head, @Delta, @At, @SubmissionId, @Caller) RETURNING id
            """,
            new
            {
                head.Region,
                head.Version,
                Hash = head.Hash.ToArray(),
                Head = head.Head.ToArray(),
                Delta = head.Delta.ToArray(),
                At = Instants.Format(head.At),
                head.SubmissionId,
                head.Caller,
            },
            transaction),
        head));

    /// <inheritdoc/>
    public HeadRow? FindSubmission(string submissionId) => Rows("WHERE submission_id = @submissionId", new { submissionId }).SingleOrDefault();

    /// <inheritdoc/>
    public HeadRow? Find(string region, long version) => Rows("WHERE region = @region AND version = @version", new { region, version }).SingleOrDefault();

    /// <inheritdoc/>
    public IEnumerable<HeadRow> After(string region, long version)
    {
        for (var rows = Page(version); rows.Count > 0; rows = Page(rows[^1].Content.Version))
        {
            foreach (var row in rows)
                yield return row;
        }

        IReadOnlyList<HeadRow> Page(long after) =>
            Rows("WHERE region = @region AND version > @after ORDER BY version LIMIT @PageRows", new { region, after, PageRows });
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Regions() => database.Read((connection, transaction) =>
        connection.Query<string>("SELECT DISTINCT region FROM status_head ORDER BY region", transaction: transaction).AsList());

    /// <inheritdoc/>
    public BaseRow? Base(string region) => database.Read((connection, transaction) =>
        connection.Query<(long Version, byte[] Snapshot)>(
                "SELECT version, snapshot FROM status_base WHERE region = @region", new { region }, transaction)
            .Select(row => new BaseRow(region, row.Version, row.Snapshot)).SingleOrDefault());

    /// <inheritdoc/>
    public void Fold(BaseRow row) => database.Write((connection, transaction) =>
    {
        connection.Execute(
            """
            INSERT INTO status_base (region, version, snapshot) VALUES (@Region, @Version, @Snapshot)
            ON CONFLICT (region) DO UPDATE SET version = excluded.version, snapshot = excluded.snapshot
            """,
            row, transaction);
        connection.Execute("DELETE FROM status_head WHERE region = @Region AND version < @Version", row, transaction);
    });

    /// <inheritdoc/>
    public void Record(EquivocationRow equivocation) => database.Write((connection, transaction) => connection.Execute(
        """
        INSERT INTO status_equivocation (id, region, version, first, second, hash, at, caller)
        SELECT (SELECT COALESCE(MAX(id), 0) + 1 FROM status_equivocation), @Region, @Version, @First, @Second, @Hash, @At, @Caller
        WHERE (SELECT COUNT(*) FROM status_equivocation WHERE region = @Region) < @EquivocationsOfRegion
        ON CONFLICT DO NOTHING
        """,
        new
        {
            equivocation.Region,
            equivocation.Version,
            First = equivocation.First.ToArray(),
            Second = equivocation.Second.ToArray(),
            Hash = equivocation.SecondHash.ToArray(),
            At = Instants.Format(equivocation.At),
            equivocation.Caller,
            EquivocationsOfRegion,
        },
        transaction));

    /// <inheritdoc/>
    public IReadOnlyList<EquivocationRow> Equivocations() => database.Read((connection, transaction) =>
        connection.Query<(string Region, long Version, byte[] First, byte[] Second, byte[] Hash, string At, string Caller)>(
                "SELECT region, version, first, second, hash, at, caller FROM status_equivocation ORDER BY id", transaction: transaction)
            .Select(row => new EquivocationRow(row.Region, row.Version, row.First, row.Second, row.Hash, Instant(row.At), row.Caller))
            .ToList());

    private IReadOnlyList<HeadRow> Rows(string where, object parameters) => database.Read((connection, transaction) => connection
        .Query<(long Id, string Region, long Version, byte[] Hash, byte[] Head, byte[] Delta, string At, string SubmissionId, string Caller)>(
            $"{Columns} {where}", parameters, transaction)
        .Select(row => new HeadRow(
            row.Id, new NewHead(row.SubmissionId, row.Region, row.Version, row.Hash, row.Head, row.Delta, Instant(row.At), row.Caller)))
        .ToList());

    private static DateTimeOffset Instant(string text) =>
        Instants.TryParse(text, out var instant) ? instant : throw new InvalidDataException("the database holds a malformed instant");
}
