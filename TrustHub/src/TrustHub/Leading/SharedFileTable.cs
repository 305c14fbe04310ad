using System.Data.Common;
using Dapper;
using Npgsql;

namespace TrustHub.Leading;

/// <summary>
/// The public files in the database that the instances share: the newest bytes of each, in the order of their writes. The
/// leader writes, in transactions that are fenced; whoever follows reads.
/// </summary>
internal sealed class SharedFileTable(NpgsqlDataSource pool) : IDisposable
{
    private const int PageRows = 64;
    private const string NoTable = "42P01";

    /// <summary>The writes after a place, in their order; a file that was written twice stands at the later place alone.</summary>
    public IEnumerable<SharedFile> After(long sequence)
    {
        for (var rows = Page(sequence); rows.Count > 0; rows = Page(rows[^1].Sequence))
        {
            foreach (var row in rows)
                yield return row;
        }
    }

    /// <summary>What is there: the SHA-256 of each file, by path.</summary>
    public static Dictionary<string, string> Known(DbConnection connection, DbTransaction transaction) =>
        connection.Query<(string Path, string Sha256)>("SELECT path, sha256 FROM public_file WHERE bytes IS NOT NULL", transaction: transaction)
            .ToDictionary(row => row.Path, row => row.Sha256, StringComparer.Ordinal);

    /// <summary>Puts a file at the end of the order.</summary>
    public static void Put(DbConnection connection, DbTransaction transaction, string path, string sha256, byte[] bytes) =>
        Write(connection, transaction, path, sha256, bytes);

    /// <summary>Takes a folder away; that it went stands at the end of the order.</summary>
    public static void Remove(DbConnection connection, DbTransaction transaction, string folder)
    {
        connection.Execute("DELETE FROM public_file WHERE starts_with(path, @folder || '/')", new { folder }, transaction);
        Write(connection, transaction, folder, "", bytes: null);
    }

    /// <inheritdoc/>
    public void Dispose() => pool.Dispose();

    private static void Write(DbConnection connection, DbTransaction transaction, string path, string sha256, byte[]? bytes) =>
        connection.Execute(
            """
            INSERT INTO public_file (path, sequence, sha256, bytes)
            VALUES (@path, (SELECT COALESCE(MAX(sequence), 0) + 1 FROM public_file), @sha256, @bytes)
            ON CONFLICT (path) DO UPDATE SET sequence = excluded.sequence, sha256 = excluded.sha256, bytes = excluded.bytes
            """,
            new { path, sha256, bytes }, transaction);

    private List<SharedFile> Page(long after)
    {
        using var connection = pool.OpenConnection();
        try
        {
            return connection.Query<(long Sequence, string Path, byte[]? Bytes)>(
                    $"SELECT sequence, path, bytes FROM public_file WHERE sequence > @after ORDER BY sequence LIMIT {PageRows}", new { after })
                .Select(row => new SharedFile(row.Sequence, row.Path, row.Bytes)).ToList();
        }
        catch (PostgresException e) when (e.SqlState == NoTable)
        {
            return []; // Nobody has led yet.
        }
    }
}
