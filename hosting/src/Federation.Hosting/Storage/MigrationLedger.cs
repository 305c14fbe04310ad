using System.Data.Common;
using Dapper;

namespace Federation.Hosting.Storage;

/// <summary>Brings a database to the shape that a list of migrations says, each step whole or not at all.</summary>
/// <param name="Name">The database, for people.</param>
/// <param name="Migrations">The steps, in order.</param>
/// <param name="Statements">What a step runs on this kind of database.</param>
/// <param name="TableStatement">Makes the ledger's own table where it is absent.</param>
internal sealed record MigrationLedger(string Name, IReadOnlyList<Migration> Migrations, Func<Migration, string> Statements, string TableStatement)
{
    private const int NoLimit = 0; // A step may rewrite a table of millions of rows.

    internal const string SqliteTable =
        "CREATE TABLE IF NOT EXISTS migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL, digest TEXT NOT NULL) STRICT";

    /// <summary>Takes the missing steps. The transaction must be alone among writers: of two programs that start together, the second finds the work done.</summary>
    /// <exception cref="StartRefusedException">The list is out of order, the database was written by a newer program or took another step.</exception>
    public void Take(DbConnection connection, DbTransaction transaction)
    {
        for (var i = 0; i < Migrations.Count; i++)
        {
            if (Migrations[i].Number != i + 1)
                throw new StartRefusedException($"migration {Migrations[i].Number} '{Migrations[i].Name}' stands at place {i + 1}");
        }
        connection.Execute(TableStatement, transaction: transaction);
        foreach (var migration in Migrations.Skip(Taken(connection, transaction)))
        {
            if (Statements(migration) is { Length: > 0 } statements)
                connection.Execute(statements, transaction: transaction, commandTimeout: NoLimit);
            connection.Execute("INSERT INTO migration (number, name, digest) VALUES (@Number, @Name, @Digest)", migration, transaction);
        }
    }

    /// <summary>How many steps the database has taken, each of them as this program knows it.</summary>
    /// <exception cref="StartRefusedException">It has more, or others.</exception>
    public int Taken(DbConnection connection, DbTransaction transaction)
    {
        var taken = connection.Query<(int Number, string Digest)>("SELECT number, digest FROM migration ORDER BY number", transaction: transaction).ToList();
        if (taken.Count > Migrations.Count)
            throw new StartRefusedException($"database '{Name}' was written by a newer program (migration {taken.Count})");
        foreach (var (number, digest) in taken)
        {
            if (!string.Equals(Migrations[number - 1].Digest, digest, StringComparison.Ordinal))
                throw new StartRefusedException($"database '{Name}' took another migration {number}");
        }
        return taken.Count;
    }
}
