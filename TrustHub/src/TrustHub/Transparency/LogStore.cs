using System.Collections.Immutable;
using Dapper;
using Federation.Hosting.Storage;
using TrustList.Format.Encoding;

namespace TrustHub.Transparency;

/// <summary>The log's store; its SQL stands here, in the file of its batches, and in <see cref="LogSchema"/>.</summary>
public sealed partial class LogStore(ISqlDatabase database) : ILogStore
{
    private const int PageRows = 1_024;

    /// <inheritdoc/>
    public EpochRow? NewestEpoch() => EpochRows("ORDER BY number DESC LIMIT 1", new { }).SingleOrDefault();

    /// <inheritdoc/>
    public EpochRow? Epoch(long number) => EpochRows("WHERE number = @number", new { number }).SingleOrDefault();

    /// <inheritdoc/>
    public IEnumerable<EpochRow> Epochs(long from) => Paged(
        from, next => EpochRows($"WHERE number >= @next ORDER BY number LIMIT {PageRows}", new { next }), row => row.Number + 1);

    /// <inheritdoc/>
    public ImmutableArray<EpochHead> Heads(long number) => HeadRows(
        """
        WITH RECURSIVE named (region) AS (
            SELECT MIN(region) FROM epoch_head
            UNION ALL SELECT (SELECT MIN(region) FROM epoch_head WHERE region > named.region) FROM named WHERE region IS NOT NULL)
        SELECT h.region, h.version, h.hash FROM named JOIN epoch_head h ON h.region = named.region
            AND h.number = (SELECT MAX(number) FROM epoch_head WHERE region = named.region AND number <= @number)
        ORDER BY h.region
        """,
        number);

    /// <inheritdoc/>
    public ImmutableArray<EpochHead> ChangedHeads(long number) =>
        HeadRows("SELECT region, version, hash FROM epoch_head WHERE number = @number ORDER BY region", number);

    /// <inheritdoc/>
    public void Append(NewEpoch epoch) => database.Write((connection, transaction) =>
    {
        var (number, leaf, at) = epoch.Epoch;
        connection.Execute(
            "INSERT INTO epoch (number, leaf, at) VALUES (@number, @leaf, @at)",
            new { number, leaf = leaf.ToArray(), at = Instants.Format(at) }, transaction);
        foreach (var (region, version, hash) in epoch.Changed)
            connection.Execute(
                "INSERT INTO epoch_head (number, region, version, hash) VALUES (@number, @region, @version, @hash)",
                new { number, region, version, hash = hash.ToArray() }, transaction);
        foreach (var id in epoch.Batches)
        {
            if (connection.Execute("UPDATE issuance_batch SET epoch = @number WHERE id = @id AND epoch IS NULL", new { number, id }, transaction) != 1)
                throw new InvalidDataException($"issuance batch {id} is in an epoch already");
        }
        foreach (var id in epoch.Transfers)
        {
            if (connection.Execute("UPDATE transfer SET epoch = @number WHERE id = @id AND epoch IS NULL", new { number, id }, transaction) != 1)
                throw new InvalidDataException($"transfer {id} is in an epoch already");
        }
    });

    /// <inheritdoc/>
    public CheckpointRow? NewestCheckpoint() => CheckpointRows("ORDER BY size DESC LIMIT 1", new { }).SingleOrDefault();

    /// <inheritdoc/>
    public CheckpointRow? Checkpoint(long size) => CheckpointRows("WHERE size = @size", new { size }).SingleOrDefault();

    /// <inheritdoc/>
    public IEnumerable<CheckpointRow> Checkpoints(long after) => Paged(
        after, next => CheckpointRows($"WHERE size > @next ORDER BY size LIMIT {PageRows}", new { next }), row => row.Size);

    /// <inheritdoc/>
    public void Record(CheckpointRow checkpoint) => database.Write((connection, transaction) => connection.Execute(
        "INSERT INTO checkpoint (size, note, at) VALUES (@Size, @Note, @At)",
        new { checkpoint.Size, Note = checkpoint.Note.ToArray(), At = Instants.Format(checkpoint.At) }, transaction));

    /// <inheritdoc/>
    public ImmutableArray<CosignatureRow> Cosignatures(long size) => database.Read((connection, transaction) => connection
        .Query<(string Witness, string Line, string At)>(
            "SELECT witness, line, at FROM cosignature WHERE size = @size ORDER BY at, witness", new { size }, transaction)
        .Select(row => new CosignatureRow(size, row.Witness, row.Line, Instant(row.At)))
        .ToImmutableArray());

    /// <inheritdoc/>
    public ImmutableArray<long> CosignedSizes(long after, int atLeast, int limit) =>
        Sizes("WHERE size > @after GROUP BY size HAVING COUNT(*) >= @atLeast ORDER BY size", new { after, atLeast }, limit);

    /// <inheritdoc/>
    public ImmutableArray<long> NewestCosignedSizes(int atLeast, int limit) =>
        Sizes("GROUP BY size HAVING COUNT(*) >= @atLeast ORDER BY size DESC", new { atLeast }, limit);

    /// <inheritdoc/>
    public void Record(CosignatureRow cosignature) => database.Write((connection, transaction) => connection.Execute(
        "INSERT INTO cosignature (size, witness, line, at) VALUES (@Size, @Witness, @Line, @At) ON CONFLICT DO NOTHING",
        new { cosignature.Size, cosignature.Witness, cosignature.Line, At = Instants.Format(cosignature.At) }, transaction));

    private static IEnumerable<T> Paged<T>(long start, Func<long, ImmutableArray<T>> page, Func<T, long> next)
    {
        for (var rows = page(start); !rows.IsEmpty; rows = page(next(rows[^1])))
        {
            foreach (var row in rows)
                yield return row;
        }
    }

    private ImmutableArray<EpochRow> EpochRows(string where, object parameters) => database.Read((connection, transaction) => connection
        .Query<(long Number, byte[] Leaf, string At)>($"SELECT number, leaf, at FROM epoch {where}", parameters, transaction)
        .Select(row => new EpochRow(row.Number, row.Leaf, Instant(row.At)))
        .ToImmutableArray());

    private ImmutableArray<EpochHead> HeadRows(string sql, long number) => database.Read((connection, transaction) => connection
        .Query<(string Region, long Version, byte[] Hash)>(sql, new { number }, transaction)
        .Select(row => new EpochHead(row.Region, row.Version, row.Hash))
        .ToImmutableArray());

    private ImmutableArray<CheckpointRow> CheckpointRows(string where, object parameters) => database.Read((connection, transaction) => connection
        .Query<(long Size, byte[] Note, string At)>($"SELECT size, note, at FROM checkpoint {where}", parameters, transaction)
        .Select(row => new CheckpointRow(row.Size, row.Note, Instant(row.At)))
        .ToImmutableArray());

    private ImmutableArray<long> Sizes(string where, object parameters, int limit) => database.Read((connection, transaction) =>
        connection.Query<long>($"SELECT size FROM cosignature {where} LIMIT {limit}", parameters, transaction).ToImmutableArray());

    private static DateTimeOffset Instant(string text) =>
        Instants.TryParse(text, out var instant) ? instant : throw new InvalidDataException("the database holds a malformed instant");
}
