using System.Collections.Immutable;
using System.Data.Common;
using Dapper;
using Federation.Hosting.Storage;
using TrustList.Format.Encoding;

namespace TrustHub.Storage;

/// <summary>The hub's store; the admissions and what was signed of them. Other rooms have stores of their own in the same database.</summary>
public sealed class HubStore(ISqlDatabase database) : IHubStore
{
    private const int RefusalsKept = 1000;
    private const int PageRows = 1000;

    /// <inheritdoc/>
    public AdmissionRow Append(NewAdmission admission) => database.Write((connection, transaction) =>
    {
        var last = connection.QuerySingleOrDefault<(long Index, string Hash)>(
            "SELECT log_index, row_hash FROM admission ORDER BY log_index DESC LIMIT 1", transaction: transaction);
        var row = new AdmissionRow(
            last.Index + 1, last.Hash ?? AdmissionRow.NoPrevious, admission.SubmissionId, admission.Kind, admission.Name,
            admission.Version, admission.Caller, admission.AdmittedAt,
            [.. admission.Files.Select(file => new AdmissionFile(file.Path, Digest.Of(file.Bytes.Span)))]);
        connection.Execute(
            """
            INSERT INTO admission (log_index, previous_hash, row_hash, submission_id, kind, name, version, caller, admitted_at)
            VALUES (@LogIndex, @PreviousHash, @Hash, @SubmissionId, @Kind, @Name, @Version, @Caller, @At)
            """,
            new
            {
                row.LogIndex,
                row.PreviousHash,
                Hash = row.Hash(),
                row.SubmissionId,
                Kind = Text(row.Kind),
                row.Name,
                row.Version,
                row.Caller,
                At = Instants.Format(row.AdmittedAt),
            },
            transaction);
        for (var i = 0; i < row.Files.Length; i++)
        {
            var (path, sha256) = row.Files[i];
            connection.Execute(
                "INSERT INTO admission_file (log_index, position, path, sha256) VALUES (@LogIndex, @i, @path, @sha256)",
                new { row.LogIndex, i, path, sha256 }, transaction);
            connection.Execute(
                "INSERT INTO content (sha256, bytes) VALUES (@sha256, @bytes) ON CONFLICT DO NOTHING",
                new { sha256, bytes = admission.Files[i].Bytes.ToArray() }, transaction);
        }
        if (row.Kind == AdmissionKind.Status)
            ForgetOlderLists(connection, transaction, row);
        return row;
    });

    /// <inheritdoc/>
    public AdmissionRow? FindSubmission(string submissionId) =>
        Rows("WHERE submission_id = @submissionId", new { submissionId }).SingleOrDefault();

    /// <inheritdoc/>
    public AdmissionRow? FindBytes(AdmissionKind kind, string name, string sha256) =>
        Rows(
            """
            WHERE kind = @kind AND name = @name AND log_index IN (
                SELECT log_index FROM admission_file WHERE sha256 = @sha256 AND position = 0)
            """,
            new { kind = Text(kind), name, sha256 }).SingleOrDefault();

    /// <inheritdoc/>
    public ImmutableArray<AdmissionRow> Newest() =>
        Rows("WHERE log_index IN (SELECT MAX(log_index) FROM admission GROUP BY kind, name)", new { });

    /// <inheritdoc/>
    public IEnumerable<AdmissionRow> After(long logIndex)
    {
        for (var rows = Page(logIndex); !rows.IsEmpty; rows = Page(rows[^1].LogIndex))
        {
            foreach (var row in rows)
                yield return row;
        }

        ImmutableArray<AdmissionRow> Page(long after) => Rows("WHERE log_index > @after", new { after }, PageRows);
    }

    /// <inheritdoc/>
    public byte[]? Content(string sha256) => database.Read((connection, transaction) =>
        connection.QuerySingleOrDefault<byte[]>("SELECT bytes FROM content WHERE sha256 = @sha256", new { sha256 }, transaction));

    /// <summary>The hash that stands with a row, which should be <see cref="AdmissionRow.Hash"/>; for fsck.</summary>
    public string? RecordedHash(long logIndex) => database.Read((connection, transaction) =>
        connection.QuerySingleOrDefault<string>("SELECT row_hash FROM admission WHERE log_index = @logIndex", new { logIndex }, transaction));

    /// <inheritdoc/>
    public void Record(SnapshotRow snapshot, TimestampRow timestamp) => database.Write((connection, transaction) =>
    {
        connection.Execute(
            "INSERT INTO snapshot (version, log_index, signed_at, expires, bytes) VALUES (@Version, @LogIndex, @SignedAt, @Expires, @Bytes)",
            new { snapshot.Version, snapshot.LogIndex, SignedAt = Instants.Format(snapshot.SignedAt), Expires = Instants.Format(snapshot.Expires), snapshot.Bytes },
            transaction);
        Insert(connection, transaction, timestamp);
    });

    /// <inheritdoc/>
    public void Record(TimestampRow timestamp) =>
        database.Write((connection, transaction) => Insert(connection, transaction, timestamp));

    /// <inheritdoc/>
    public IEnumerable<SnapshotRow> Snapshots()
    {
        for (long version = 0; Snapshot("WHERE version > @version ORDER BY version", new { version }) is { } next; version = next.Version)
            yield return next;
    }

    /// <inheritdoc/>
    public SnapshotRow? NewestSnapshot() => Snapshot("ORDER BY version DESC", new { });

    /// <inheritdoc/>
    public TimestampRow? NewestTimestamp() => database.Read((connection, transaction) =>
        connection.QuerySingleOrDefault<SignedColumns>(
            "SELECT version, snapshot_version AS refers_to, signed_at, expires, bytes FROM timestamp ORDER BY version DESC LIMIT 1",
            transaction: transaction) is { } row
            ? new TimestampRow(row.Version, row.Refers_To, Instant(row.Signed_At), Instant(row.Expires), row.Bytes)
            : null);

    /// <inheritdoc/>
    public void Record(RefusalRow refusal) => database.Write((connection, transaction) =>
    {
        connection.Execute(
            "INSERT INTO refusal (refused_at, caller, name, code, detail) VALUES (@At, @Caller, @Name, @Code, @Detail)",
            new { At = Instants.Format(refusal.RefusedAt), refusal.Caller, refusal.Name, refusal.Code, refusal.Detail }, transaction);
        connection.Execute(
            "DELETE FROM refusal WHERE number <= (SELECT MAX(number) FROM refusal) - @RefusalsKept", new { RefusalsKept }, transaction);
    });

    /// <inheritdoc/>
    public ImmutableArray<RefusalRow> Refusals() => database.Read((connection, transaction) =>
        connection.Query<(string At, string Caller, string Name, string Code, string Detail)>(
                "SELECT refused_at, caller, name, code, detail FROM refusal ORDER BY number DESC", transaction: transaction)
            .Select(row => new RefusalRow(Instant(row.At), row.Caller, row.Name, row.Code, row.Detail))
            .ToImmutableArray());

    private static void ForgetOlderLists(DbConnection connection, DbTransaction transaction, AdmissionRow row) =>
        connection.Execute(
            """
            DELETE FROM content WHERE sha256 IN (
                SELECT f.sha256 FROM admission_file f JOIN admission a ON a.log_index = f.log_index
                WHERE a.kind = 'status' AND a.name = @Name AND a.log_index =
                    (SELECT MAX(log_index) FROM admission WHERE kind = 'status' AND name = @Name AND log_index < @LogIndex))
            """,
            new { row.Name, row.LogIndex }, transaction);

    private static void Insert(DbConnection connection, DbTransaction transaction, TimestampRow timestamp)
    {
        connection.Execute(
            "INSERT INTO timestamp (version, snapshot_version, signed_at, expires, bytes) VALUES (@Version, @SnapshotVersion, @SignedAt, @Expires, @Bytes)",
            new { timestamp.Version, timestamp.SnapshotVersion, SignedAt = Instants.Format(timestamp.SignedAt), Expires = Instants.Format(timestamp.Expires), timestamp.Bytes },
            transaction);
        connection.Execute("DELETE FROM timestamp WHERE version < @Version", new { timestamp.Version }, transaction);
    }

    private SnapshotRow? Snapshot(string where, object parameters) => database.Read((connection, transaction) =>
        connection.QuerySingleOrDefault<SignedColumns>(
            $"SELECT version, log_index AS refers_to, signed_at, expires, bytes FROM snapshot {where} LIMIT 1", parameters, transaction) is { } row
            ? new SnapshotRow(row.Version, row.Refers_To, Instant(row.Signed_At), Instant(row.Expires), row.Bytes)
            : null);

    private ImmutableArray<AdmissionRow> Rows(string where, object parameters, int limit = int.MaxValue) =>
        database.Read((connection, transaction) => connection
            .Query<(long LogIndex, string PreviousHash, string SubmissionId, string Kind, string Name, long Version, string Caller, string At)>(
                $"SELECT log_index, previous_hash, submission_id, kind, name, version, caller, admitted_at FROM admission {where} ORDER BY log_index LIMIT {limit}",
                parameters, transaction)
            .Select(row => new AdmissionRow(
                row.LogIndex, row.PreviousHash, row.SubmissionId, Enum.Parse<AdmissionKind>(row.Kind, ignoreCase: true), row.Name,
                row.Version, row.Caller, Instant(row.At), Files(connection, transaction, row.LogIndex)))
            .ToImmutableArray());

    private static ImmutableArray<AdmissionFile> Files(DbConnection connection, DbTransaction transaction, long logIndex) =>
    [
        .. connection.Query<(string Path, string Sha256)>(
                "SELECT path, sha256 FROM admission_file WHERE log_index = @logIndex ORDER BY position", new { logIndex }, transaction)
            .Select(file => new AdmissionFile(file.Path, file.Sha256)),
    ];

    private static string Text(AdmissionKind kind) => kind == AdmissionKind.Metadata ? "metadata" : "status";

    private static DateTimeOffset Instant(string text) =>
        Instants.TryParse(text, out var instant) ? instant : throw new InvalidDataException("the database holds a malformed instant");

    private sealed record SignedColumns
    {
        public long Version { get; init; }
        public long Refers_To { get; init; }
        public string Signed_At { get; init; } = "";
        public string Expires { get; init; } = "";
        public byte[] Bytes { get; init; } = [];
    }
}
