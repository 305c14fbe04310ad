using System.Collections.Immutable;
using Dapper;
using TrustHub.Storage;
using TrustList.Format.Encoding;

namespace TrustHub.Transparency;

public sealed partial class LogStore
{
    /// <inheritdoc/>
    public ImmutableArray<TransferRow> WaitingTransfers(DateTimeOffset at, int limit) =>
        TransferRows(
            $"""
            WHERE epoch IS NULL AND not_after >= @at
              AND NOT EXISTS (SELECT 1 FROM transfer o WHERE o.from_region = transfer.from_region AND o.entry = transfer.entry AND o.id <> transfer.id
                              AND (o.epoch IS NOT NULL OR (o.id < transfer.id AND o.not_after >= @at)))
            ORDER BY id LIMIT {limit}
            """,
            new { at = at.ToUnixTimeSeconds() });

    /// <inheritdoc/>
    public ImmutableArray<TransferRow> TransfersOf(long epoch) => TransferRows("WHERE epoch = @epoch ORDER BY id", new { epoch });

    /// <inheritdoc/>
    public IEnumerable<TransferRow> TransfersAfter(long id) => Paged(
        id, next => TransferRows($"WHERE id > @next ORDER BY id LIMIT {PageRows}", new { next }), row => row.Id);

    /// <inheritdoc/>
    public TransferRow? Transfer(ReadOnlyMemory<byte> hash) => TransferRows("WHERE hash = @hash", new { hash = hash.ToArray() }).SingleOrDefault();

    /// <inheritdoc/>
    public TransferRow? FindTransfer(string submissionId) => TransferRows("WHERE submission_id = @submissionId", new { submissionId }).SingleOrDefault();

    /// <inheritdoc/>
    public TransferRow? Spending(string from, long entry, DateTimeOffset at) => TransferRows(
        "WHERE from_region = @from AND entry = @entry AND (epoch IS NOT NULL OR not_after >= @at) ORDER BY id LIMIT 1",
        new { from, entry, at = at.ToUnixTimeSeconds() }).SingleOrDefault();

    /// <inheritdoc/>
    public TransferRow Append(NewTransfer transfer) => database.Write((connection, transaction) =>
    {
        var (record, hash, sha256) = (transfer.Record, transfer.Record.Hash(), Digest.Of(transfer.Signed.Span));
        var id = connection.ExecuteScalar<long>(
            """
            INSERT INTO transfer (hash, from_region, to_region, entry, not_after, signed, sha256, at, submission_id, caller)
            VALUES (@hash, @From, @To, @Entry, @notAfter, @signed, @sha256, @at, @SubmissionId, @Caller) RETURNING id
            """,
            new
            {
                hash = hash.ToArray(),
                record.From,
                record.To,
                record.Entry,
                notAfter = record.NotAfter.ToUnixTimeSeconds(),
                signed = transfer.Signed.ToArray(),
                sha256,
                at = Instants.Format(transfer.At),
                transfer.SubmissionId,
                transfer.Caller,
            },
            transaction);
        return new TransferRow(
            id, hash, record.From, record.To, record.Entry, record.NotAfter, transfer.Signed, sha256, transfer.At, transfer.SubmissionId, transfer.Caller, Epoch: null);
    });

    private ImmutableArray<TransferRow> TransferRows(string where, object parameters) => database.Read((connection, transaction) => connection
        .Query<TransferColumns>(
            $"SELECT id, hash, from_region, to_region, entry, not_after, signed, sha256, at, submission_id, caller, epoch FROM transfer {where}", parameters, transaction)
        .Select(row => new TransferRow(
            row.Id, row.Hash, row.From_Region, row.To_Region, row.Entry, DateTimeOffset.FromUnixTimeSeconds(row.Not_After), row.Signed, row.Sha256,
            Instant(row.At), row.Submission_Id, row.Caller, row.Epoch))
        .ToImmutableArray());

    private sealed record TransferColumns
    {
        public long Id { get; init; }
        public byte[] Hash { get; init; } = [];
        public string From_Region { get; init; } = "";
        public string To_Region { get; init; } = "";
        public long Entry { get; init; }
        public long Not_After { get; init; }
        public byte[] Signed { get; init; } = [];
        public string Sha256 { get; init; } = "";
        public string At { get; init; } = "";
        public string Submission_Id { get; init; } = "";
        public string Caller { get; init; } = "";
        public long? Epoch { get; init; }
    }
}
