using System.Data.Common;
using Federation.Hosting.Storage;

namespace RegionNode.Issuer.Storage;

/// <summary>Many rows at once: one prepared statement on SQLite, COPY on PostgreSQL.</summary>
internal static class BulkRows
{
    /// <summary>Adds them, in the caller's transaction.</summary>
    internal static void Add(DbConnection connection, DbTransaction transaction, string table, IReadOnlyList<string> columns, IEnumerable<object?[]> rows)
    {
        if (PostgresCopy.Add(connection, table, columns, rows))
            return;
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"INSERT INTO {table}({string.Join(", ", columns)}) VALUES({string.Join(", ", columns.Select((_, at) => $"@p{at}"))})";
        foreach (var at in Enumerable.Range(0, columns.Count))
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = $"@p{at}";
            command.Parameters.Add(parameter);
        }
        foreach (var row in rows)
        {
            for (var at = 0; at < row.Length; at++)
                command.Parameters[at].Value = row[at] is ReadOnlyMemory<byte> bytes ? bytes.ToArray() : row[at] ?? DBNull.Value;
            command.ExecuteNonQuery();
        }
    }
}
