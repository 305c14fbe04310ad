using System.Data.Common;
using Npgsql;
using NpgsqlTypes;

namespace Federation.Hosting.Storage;

/// <summary>Many rows at once by COPY, PostgreSQL's fastest way in. Part of the connection's transaction.</summary>
public static class PostgresCopy
{
    /// <summary>Adds the rows; false, and nothing done, where the connection is not one to PostgreSQL.</summary>
    /// <param name="connection">With a transaction begun.</param>
    /// <param name="table">The table.</param>
    /// <param name="columns">Its columns, in the order of the values.</param>
    /// <param name="rows">Whole numbers, text, bytes, null.</param>
    public static bool Add(DbConnection connection, string table, IReadOnlyList<string> columns, IEnumerable<object?[]> rows)
    {
        if (connection is not NpgsqlConnection postgres)
            return false;
        using var writer = postgres.BeginBinaryImport($"COPY {table}({string.Join(", ", columns)}) FROM STDIN (FORMAT BINARY)");
        foreach (var row in rows)
        {
            writer.StartRow();
            foreach (var value in row)
                Write(writer, value);
        }
        writer.Complete();
        return true;
    }

    private static void Write(NpgsqlBinaryImporter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNull();
                break;
            case string text:
                writer.Write(text, NpgsqlDbType.Text);
                break;
            case byte[] bytes:
                writer.Write(bytes, NpgsqlDbType.Bytea);
                break;
            case ReadOnlyMemory<byte> bytes:
                writer.Write(bytes, NpgsqlDbType.Bytea);
                break;
            default:
                writer.Write(Convert.ToInt64(value), NpgsqlDbType.Bigint);
                break;
        }
    }
}
