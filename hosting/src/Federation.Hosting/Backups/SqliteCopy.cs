using Dapper;
using Microsoft.Data.Sqlite;

namespace Federation.Hosting.Backups;

/// <summary>A SQLite database, copied while it is written.</summary>
internal static class SqliteCopy
{
    /// <summary>
    /// Copies all that was committed at one instant (VACUUM INTO: one reading transaction; writers go on). The copy has no
    /// journal of its own and is on the disk when this returns.
    /// </summary>
    /// <exception cref="SqliteException">The source cannot be read, or the disk refuses.</exception>
    internal static void Take(string source, string target)
    {
        DurableFile.Create(target).Dispose(); // Readable by its owner alone from the first moment; an empty file is no hindrance.
        using (var connection = Open(source, SqliteOpenMode.ReadWrite))
            connection.Execute("VACUUM INTO @target", new { target }, commandTimeout: 0);
        DurableFile.Flush(target);
    }

    /// <summary>How many migrations a database has taken.</summary>
    /// <exception cref="BackupRefusedException">It is damaged, or its migrations are not this program's.</exception>
    internal static int Check(string file, BackedUpProgram program)
    {
        try
        {
            using var connection = Open(file, SqliteOpenMode.ReadOnly);
            if (connection.QueryFirst<string>("PRAGMA integrity_check(1)", commandTimeout: 0) is not "ok" and var damage)
                throw new BackupRefusedException(BackupFault.DatabaseDamaged, damage);
            var taken = connection.Query<(int Number, string Digest)>("SELECT number, digest FROM migration ORDER BY number").AsList();
            if (taken.Count == 0 || taken.Count > program.Migrations.Count || taken.Any(step => program.Migrations[step.Number - 1].Digest != step.Digest))
                throw new BackupRefusedException(BackupFault.OtherSchema, $"{taken.Count} migrations, this program knows {program.Migrations.Count}, or others");
            return taken.Count;
        }
        catch (SqliteException e)
        {
            throw new BackupRefusedException(BackupFault.DatabaseDamaged, e.Message, e);
        }
    }

    internal static SqliteConnection Open(string file, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false, DefaultTimeout = 30 }.ToString());
        connection.Open();
        return connection;
    }
}
