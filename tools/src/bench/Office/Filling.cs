using System.Security.Cryptography;
using Dapper;
using Federation.Hosting.Storage;
using Npgsql;
using TrustList.Testing.Databases;

namespace Federation.Bench.Office;

/// <summary>
/// Fills a region's database with synthetic drivers and licences that nobody holds, so that what is asked of it is asked amid many.
/// By COPY, both tables at once, past the foreign keys (which hold) and in the order of the keys: then filling is short, and the
/// tables and indexes are those that an office would have.
/// </summary>
/// <param name="server">Where.</param>
/// <param name="database">Of a region whose issuer does not run while it is filled.</param>
internal sealed class Filling(LocalPostgres server, string database)
{
    private const int Block = 1 << 20, Scatter = 40_503, BodyBytes = 320, KeyCharacters = 22;
    private static readonly string[] RecordColumns = ["driver", "body", "letters", "updated_at"];
    private static readonly string[] LicenceColumns = ["id", "driver", "block", "idx", "letters", "value", "reserved_at", "offer_expires"];
    private static readonly byte[] Body = RandomNumberGenerator.GetBytes(BodyBytes);
    private int filled;

    /// <summary>Adds licences until there are that many.</summary>
    internal async Task FillAsync(int total)
    {
        var from = filled;
        filled = total;
        var taken = OpenBlocks(total);
        await Task.WhenAll(
            Task.Run(() => Copy("driver_records", RecordColumns, Numbers(from, total).Select(n => new object?[] { KeyOf(n, from, total), Body, "A", 0L }))),
            Task.Run(() => Copy("licences", LicenceColumns, Numbers(from, total).Where(n => !taken.Contains(PlaceOf(n))).Select(n =>
            {
                var ((block, idx), key) = (PlaceOf(n), KeyOf(n, from, total));
                return new object?[] { $"{key}-synthetic", key, block, idx, "A", 0L, 0L, 0L };
            }))));
        using var connection = Open();
        connection.Execute("ANALYZE driver_records; ANALYZE licences; CHECKPOINT;");
    }

    private static IEnumerable<int> Numbers(int from, int to) => Enumerable.Range(from, to - from);

    // Spread evenly over all keys and growing: a hash of the number would reach into another page of each index at every row.
    private static string KeyOf(int n, int from, int to) =>
        $"{(ulong)((n - from + 0.5) / (to - from) * ulong.MaxValue):x16}{n:x8}"[..KeyCharacters];

    // Indices fill blocks from number 1 on in a scattered order, around those that the node drew meanwhile.
    private static (long Block, long Idx) PlaceOf(int n) => (1 + (n / Block), (long)n * Scatter % Block);

    /// <summary>The places that the node gave out.</summary>
    private HashSet<(long Block, long Idx)> OpenBlocks(int total)
    {
        using var connection = Open();
        connection.Execute("INSERT INTO status_blocks(block, opened_at) SELECT b, 0 FROM generate_series(1, @last) AS b ON CONFLICT DO NOTHING", new { last = 1 + ((total - 1) / Block) });
        return [.. connection.Query<(long, long)>("SELECT block, idx FROM licences WHERE reserved_at > 0")];
    }

    private void Copy(string table, string[] columns, IEnumerable<object?[]> rows)
    {
        using var connection = Open();
        connection.Execute("SET session_replication_role = replica; SET synchronous_commit = off");
        using var transaction = connection.BeginTransaction();
        PostgresCopy.Add(connection, table, columns, rows);
        transaction.Commit();
    }

    private NpgsqlConnection Open() => BenchConnection.Open(server, server.AdministratorsConnectionOf(database));
}
