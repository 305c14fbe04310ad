using System.Data.Common;
using Dapper;
using Federation.Hosting.Backups;
using Microsoft.Data.Sqlite;

namespace Federation.Hosting.Storage;

/// <summary>
/// An embedded database file, opened and migrated. Holding one says that the file has the shape this program wants.
/// Trust placed in it: what was committed survives a crash of the process or the machine (WAL, synchronous=FULL);
/// its content is as honest as the machine.
/// One writer at a time (a gate in this process, five seconds of patience for others), any number of readers.
/// </summary>
public sealed class SqliteDatabase : ISqlDatabase
{
    private readonly string _connectionString;
    private readonly SemaphoreSlim _writer = new(1, 1);

    private SqliteDatabase(string path)
    {
        Path = path;
        _connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            ForeignKeys = true,
            DefaultTimeout = 5,
            Mode = SqliteOpenMode.ReadWriteCreate,
        }.ToString();
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <inheritdoc/>
    string ISqlDatabase.Name => Path;

    /// <summary>What each writing transaction asks first; where it throws, nothing is written. Null: nothing.</summary>
    public Action<SqliteConnection, SqliteTransaction>? Guard { get; set; }

    /// <summary>The second copy, elsewhere, which has a transaction before its writer goes on; null: none is kept.</summary>
    public DatabaseJournal? Journal { get; set; }

    /// <summary>Opens the file, making it (readable by its owner alone) where it is absent, and takes the migrations still missing.</summary>
    /// <exception cref="StartRefusedException">
    /// The file cannot be opened, was written by a newer program, or took a migration of other content.
    /// </exception>
    public static SqliteDatabase Open(string path, IReadOnlyList<Migration> migrations)
    {
        try
        {
            if (System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path)) is { } folder)
                Directory.CreateDirectory(folder);
            var database = new SqliteDatabase(path);
            OwnerOnly(path);
            var ledger = new MigrationLedger(path, migrations, migration => migration.Sql, sql => sql);
            database.Write(ledger.Take); // Immediate: of two programs that start together, the second waits.
            return database;
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"database '{path}': {e.Message}");
        }
    }

    /// <summary>A connection with the house's settings; the caller closes it.</summary>
    public SqliteConnection Connect()
    {
        var connection = new SqliteConnection(_connectionString);
        connection.Open();
        connection.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000;");
        return connection;
    }

    /// <summary>Reads in one snapshot: every statement inside sees the same state.</summary>
    public T Read<T>(Func<SqliteConnection, SqliteTransaction, T> read)
    {
        using var connection = Connect();
        using var transaction = connection.BeginTransaction(deferred: true);
        return read(connection, transaction);
    }

    /// <summary>
    /// Writes in one transaction, committed when <paramref name="write"/> returns and rolled back when it throws.
    /// An exception of the commit itself leaves open whether it happened: the caller must be able to ask.
    /// </summary>
    public T Write<T>(Func<SqliteConnection, SqliteTransaction, T> write)
    {
        _writer.Wait();
        try
        {
            using var connection = Connect();
            using var transaction = connection.BeginTransaction(deferred: false);
            Guard?.Invoke(connection, transaction);
            Journal?.Before();
            var result = write(connection, transaction);
            transaction.Commit();
            Journal?.After();
            return result;
        }
        finally
        {
            _writer.Release();
        }
    }

    /// <summary>Writes in one transaction; see <see cref="Write{T}"/>.</summary>
    public void Write(Action<SqliteConnection, SqliteTransaction> write) => Write((connection, transaction) =>
    {
        write(connection, transaction);
        return 0;
    });

    T ISqlDatabase.Read<T>(Func<DbConnection, DbTransaction, T> read) => Read<T>(read);

    T ISqlDatabase.Write<T>(Func<DbConnection, DbTransaction, T> write) => Write<T>(write);

    /// <summary>Closes the pooled connections, so that the write-ahead log is folded in and the files can be moved.</summary>
    public void Dispose()
    {
        using var connection = new SqliteConnection(_connectionString);
        SqliteConnection.ClearPool(connection);
        _writer.Dispose();
    }

    private static void OwnerOnly(string path)
    {
        if (OperatingSystem.IsWindows())
            return;
        using (new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        }))
        {
        }
    }
}
