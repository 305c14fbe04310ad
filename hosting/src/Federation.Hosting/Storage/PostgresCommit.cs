using System.Data.Common;
using Dapper;
using Npgsql;

namespace Federation.Hosting.Storage;

/// <summary>When a commit is durable, on PostgreSQL.</summary>
public static class PostgresCommit
{
    /// <summary>
    /// Lets a transaction be durable not when it is committed but with the next one that is (synchronous_commit): a crash of the
    /// server may take the last of such transactions, never one and not those after it. Elsewhere nothing is done.
    /// </summary>
    public static void Later(DbConnection connection, DbTransaction transaction)
    {
        if (connection is NpgsqlConnection)
            connection.Execute("SET LOCAL synchronous_commit = off", transaction: transaction);
    }
}
