using System.Diagnostics;
using Federation.Hosting.Storage;
using Npgsql;
using RegionNode.Issuer.Storage;
using TrustList.Testing.Databases;

namespace Federation.Bench.Office;

/// <summary>PostgreSQL's own way in, COPY, over one connection in one transaction: seconds until it has committed.</summary>
internal sealed class CopyPeer(LocalPostgres server)
{
    private const string PlainTable = "plain";

    /// <summary>All columns that an import fills.</summary>
    private static readonly string[] Columns = ["driver", "body", "letters", "updated_at", "source_updated", "import", "import_line", "due"];

    /// <summary>
    /// The rows of driver_records as an import of one database made them, keyed and sealed, in the import's order, into the same
    /// empty table (partitions, primary key) of another. They are in memory before the clock starts.
    /// </summary>
    internal Spent OfSealedRows(DatabasePlace from, DatabasePlace to)
    {
        List<object?[]> rows = [];
        using (var store = IssuerDatabase.OpenBeside(from))
            rows.AddRange(store.Read(db => db.Query<dynamic>($"SELECT {string.Join(", ", Columns)} FROM driver_records ORDER BY import_line")
                .Select(row => ((IDictionary<string, object?>)row).Values.ToArray()).ToList()));
        using var connection = Connect(to);
        var began = Spent.Until(server);
        using var transaction = connection.BeginTransaction();
        PostgresCopy.Add(connection, "driver_records", Columns, rows);
        transaction.Commit();
        return Spent.Until(server).Behind(began);
    }

    /// <summary>The bytes of the file into a table of text columns without any index: nothing is checked, keyed or sealed.</summary>
    internal double OfPlainCsv(string file, DatabasePlace to)
    {
        var bytes = File.ReadAllBytes(file);
        using var connection = Connect(to);
        using (var create = connection.CreateCommand())
        {
            create.CommandText = $"CREATE TABLE {PlainTable}({string.Join(", ", File.ReadLines(file).First().Split(',').Select(column => $"{column} TEXT"))})";
            create.ExecuteNonQuery();
        }
        var clock = Stopwatch.StartNew();
        using var transaction = connection.BeginTransaction();
        using (var writer = (StreamWriter)connection.BeginTextImport($"COPY {PlainTable} FROM STDIN (FORMAT csv, HEADER)"))
            writer.BaseStream.Write(bytes);
        transaction.Commit();
        return clock.Elapsed.TotalSeconds;
    }

    private NpgsqlConnection Connect(DatabasePlace place)
    {
        using (IssuerDatabase.Open(place)) // The tables.
        {
        }
        return BenchConnection.Open(server, place.Connection);
    }
}
