using System.Data.Common;
using Dapper;

namespace Federation.Hosting.Storage;

/// <summary>Brings a database to the shape that a list of migrations says, each step whole or not at all.</summary>
/// <param name="Name">The database, for people.</param>
/// <param name="Migrations">The steps, in order.</param>
/// <param name="Statements">What a step runs on this kind of database.</param>
/// <param name="Translate">The ledger's own statements on this kind of database.</param>
internal sealed record MigrationLedger(string Name, IReadOnlyList<Migration> Migrations, Func<Migration, string> Statements, Func<string, string> Translate)
{
    private const int NoLimit = 0; // A step may rewrite a table of millions of rows.

    private const string Tables =
        """
        CREATE TABLE IF NOT EXISTS migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL, digest TEXT NOT NULL) STRICT;
        CREATE TABLE IF NOT EXISTS migration_back (number INTEGER PRIMARY KEY, back_to INTEGER NOT NULL) STRICT;
        """;

    /// <summary>Takes the missing steps. The transaction must be alone among writers: of two programs that start together, the second finds the work done.</summary>
    /// <exception cref="StartRefusedException">The list is out of order, the database was written by a newer program or took another step.</exception>
    public void Take(DbConnection connection, DbTransaction transaction)
    {
        for (var i = 0; i < Migrations.Count; i++)
        {
            if (Migrations[i].Number != i + 1)
                throw new StartRefusedException($"migration {Migrations[i].Number} '{Migrations[i].Name}' stands at place {i + 1}");
        }
        connection.Execute(Translate(Tables), transaction: transaction);
        foreach (var migration in Migrations.Skip(Taken(connection, transaction)))
        {
            if (Statements(migration) is { Length: > 0 } statements)
                connection.Execute(statements, transaction: transaction, commandTimeout: NoLimit);
            connection.Execute("INSERT INTO migration (number, name, digest) VALUES (@Number, @Name, @Digest)", migration, transaction);
            connection.Execute("INSERT INTO migration_back (number, back_to) VALUES (@Number, @BackTo)", migration, transaction);
        }
    }

    /// <summary>How many of these steps the database has taken, each of them as this program knows it. Later ones are of a newer program, and must say that this one may go on.</summary>
    /// <exception cref="StartRefusedException">It has others, or later ones that do not say so.</exception>
    public int Taken(DbConnection connection, DbTransaction transaction)
    {
        var taken = connection.Query<(int Number, string Digest)>("SELECT number, digest FROM migration ORDER BY number", transaction: transaction).ToList();
        if (taken.Count > Migrations.Count && !MayGoOn(connection, transaction, taken.Count))
            throw new StartRefusedException($"database '{Name}' was written by a newer program (migration {taken.Count})");
        foreach (var (number, digest) in taken.Take(Migrations.Count))
        {
            if (!string.Equals(Migrations[number - 1].Digest, digest, StringComparison.Ordinal))
                throw new StartRefusedException($"database '{Name}' took another migration {number}");
        }
        return Math.Min(taken.Count, Migrations.Count);
    }

    private bool MayGoOn(DbConnection connection, DbTransaction transaction, int taken)
    {
        var back = connection.Query<int>("SELECT back_to FROM migration_back WHERE number > @Count", new { Migrations.Count }, transaction).ToList();
        return back.Count == taken - Migrations.Count && back.TrueForAll(least => least <= Migrations.Count);
    }
}
