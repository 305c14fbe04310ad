using System.Collections.Immutable;
using Dapper;
using TrustHub.Storage;
using TrustList.Format.Encoding;

namespace TrustHub.Transparency;

public sealed partial class LogStore
{
    /// <inheritdoc/>
    public ImmutableArray<BatchRow> WaitingBatches(int limit) => BatchRows($"WHERE epoch IS NULL ORDER BY id LIMIT {limit}", new { });

    /// <inheritdoc/>
    public ImmutableArray<BatchRow> BatchesOf(long epoch) => BatchRows("WHERE epoch = @epoch ORDER BY id", new { epoch });

    /// <inheritdoc/>
    public ImmutableArray<BatchRow> NewestBatches(int limit) => BatchRows($"ORDER BY id DESC LIMIT {limit}", new { });

    /// <inheritdoc/>
    public IEnumerable<BatchRow> BatchesAfter(long id) => Paged(
        id, next => BatchRows($"WHERE id > @next ORDER BY id LIMIT {PageRows}", new { next }), row => row.Id);

    /// <inheritdoc/>
    public BatchRow? NewestBatch(string region) => BatchRows("WHERE region = @region ORDER BY number DESC LIMIT 1", new { region }).SingleOrDefault();

    /// <inheritdoc/>
    public BatchRow? Batch(string region, long number) =>
        BatchRows("WHERE region = @region AND number = @number", new { region, number }).SingleOrDefault();

    /// <inheritdoc/>
    public BatchRow? FindBatch(string submissionId) => BatchRows("WHERE submission_id = @submissionId", new { submissionId }).SingleOrDefault();

    /// <inheritdoc/>
    public long LoggedBatch(string region, long epoch) => database.Read((connection, transaction) => connection.ExecuteScalar<long?>(
        "SELECT number FROM issuance_batch WHERE region = @region AND epoch <= @epoch ORDER BY number DESC LIMIT 1",
        new { region, epoch }, transaction) ?? 0);

    /// <inheritdoc/>
    public BatchBytes Bytes(long batchId) => database.Read((connection, transaction) =>
    {
        var (batch, leaves) = connection.QuerySingle<(byte[] Batch, byte[] Leaves)>(
            "SELECT batch, leaves FROM issuance_batch WHERE id = @batchId", new { batchId }, transaction);
        return new BatchBytes(batch, leaves);
    });

    /// <inheritdoc/>
    public BatchRow Append(NewBatch batch) => database.Write((connection, transaction) =>
    {
        var sha256 = Digest.Of(batch.Bytes.Batch.Span);
        var id = connection.ExecuteScalar<long>(
            """
            INSERT INTO issuance_batch (region, number, hash, sha256, batch, leaves, at, submission_id, caller)
            VALUES (@Region, @Number, @Hash, @sha256, @Batch, @Leaves, @At, @SubmissionId, @Caller) RETURNING id
            """,
            new
            {
                batch.Region,
                batch.Number,
                Hash = batch.Hash.ToArray(),
                sha256,
                Batch = batch.Bytes.Batch.ToArray(),
                Leaves = batch.Bytes.Leaves.ToArray(),
                At = Instants.Format(batch.At),
                batch.SubmissionId,
                batch.Caller,
            },
            transaction);
        return new BatchRow(id, batch.Region, batch.Number, batch.Hash, sha256, batch.At, batch.SubmissionId, batch.Caller, Epoch: null);
    });

    private ImmutableArray<BatchRow> BatchRows(string where, object parameters) => database.Read((connection, transaction) => connection
        .Query<BatchColumns>($"SELECT id, region, number, hash, sha256, at, submission_id, caller, epoch FROM issuance_batch {where}", parameters, transaction)
        .Select(row => new BatchRow(row.Id, row.Region, row.Number, row.Hash, row.Sha256, Instant(row.At), row.Submission_Id, row.Caller, row.Epoch))
        .ToImmutableArray());

    private sealed record BatchColumns
    {
        public long Id { get; init; }
        public string Region { get; init; } = "";
        public long Number { get; init; }
        public byte[] Hash { get; init; } = [];
        public string Sha256 { get; init; } = "";
        public string At { get; init; } = "";
        public string Submission_Id { get; init; } = "";
        public string Caller { get; init; } = "";
        public long? Epoch { get; init; }
    }
}
