using System.Data.Common;
using Dapper;
using Federation.Hosting.Storage;

namespace RegionNode.Issuer.Storage;

/// <summary>
/// What a query or a write may use: one open transaction of the store, in SQL that both databases understand, and the cipher of
/// personal data. Good inside the call that handed it over, no longer.
/// </summary>
internal sealed class StoreSession(DbConnection connection, DbTransaction transaction, PersonalData personal)
{
    static StoreSession() => SqlMapper.AddTypeHandler(new DriverKeyHandler());

    /// <summary>Seals and opens the columns that hold personal data.</summary>
    internal PersonalData Personal => personal;

    /// <summary>What names a driver in the tables. Says nothing about whether there is one.</summary>
    internal DriverKey KeyOf(string fileNumber) => personal.KeyOf(fileNumber);

    internal IEnumerable<T> Query<T>(string sql, object? arguments = null, bool buffered = true) =>
        connection.Query<T>(sql, arguments, transaction, buffered);

    /// <summary>The one row; throws where there is none.</summary>
    internal T QuerySingle<T>(string sql, object? arguments = null) => connection.QuerySingle<T>(sql, arguments, transaction);

    internal T? QuerySingleOrDefault<T>(string sql, object? arguments = null) => connection.QuerySingleOrDefault<T>(sql, arguments, transaction);

    internal T? ExecuteScalar<T>(string sql, object? arguments = null) => connection.ExecuteScalar<T>(sql, arguments, transaction);

    /// <summary>Adds many rows, as fast as the database takes them. Values are in the columns' order: string, long, bytes (an array or memory) or null.</summary>
    internal void AddRows(string table, IReadOnlyList<string> columns, IEnumerable<object?[]> rows) =>
        BulkRows.Add(connection, transaction, table, columns, rows);

    /// <summary>
    /// What this transaction does need not be durable when it is committed, only with the next one that is: the order stays, and a
    /// crash of the database takes the last of such transactions or none. SQLite's are durable all the same.
    /// </summary>
    internal void DurableLater() => PostgresCommit.Later(connection, transaction);

    /// <summary>How many rows it changed.</summary>
    internal int Execute(string sql, object? arguments = null) => connection.Execute(sql, arguments, transaction);
}
