using Dapper;

namespace Federation.Hosting.Storage;

/// <summary>Brings a database to the shape that a list of migrations says, each step whole or not at all.</summary>
internal static class SqliteMigrator
{
    private const string Ledger =
        "CREATE TABLE IF NOT EXISTS migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL, digest TEXT NOT NULL) STRICT";

    public static void Migrate(SqliteDatabase database, IReadOnlyList<Migration> migrations)
    {
        for (var i = 0; i < migrations.Count; i++)
        {
            if (migrations[i].Number != i + 1)
                throw new StartRefusedException($"migration {migrations[i].Number} '{migrations[i].Name}' stands at place {i + 1}");
        }
        // Immediate transactions: of two programs that start together, the second finds the work done.
        database.Write((connection, transaction) =>
        {
            connection.Execute(Ledger, transaction: transaction);
            var taken = connection.Query<(int Number, string Digest)>(
                "SELECT number, digest FROM migration ORDER BY number", transaction: transaction).ToList();
            if (taken.Count > migrations.Count)
                throw new StartRefusedException($"database '{database.Path}' was written by a newer program (migration {taken.Count})");
            foreach (var (number, digest) in taken)
            {
                if (!string.Equals(migrations[number - 1].Digest, digest, StringComparison.Ordinal))
                    throw new StartRefusedException($"database '{database.Path}' took another migration {number}");
            }
            foreach (var migration in migrations.Skip(taken.Count))
            {
                connection.Execute(migration.Sql, transaction: transaction);
                connection.Execute("INSERT INTO migration (number, name, digest) VALUES (@Number, @Name, @Digest)", migration, transaction);
            }
        });
    }
}
