using System.Data.Common;
using Federation.Hosting;
using Federation.Hosting.Backups;
using Federation.Hosting.Storage;

namespace RegionNode.Issuer.Storage;

/// <summary>The store in a database whose sealed columns can be opened: SQLite's file in the node's folder, or PostgreSQL.</summary>
internal sealed class IssuerDatabase : IDurableStore, IDisposable
{
    private readonly ISqlDatabase database;
    private readonly PersonalData personal;
    private readonly FileStream? writer;

    /// <summary>The steps as PostgreSQL takes them.</summary>
    internal static IReadOnlyList<Migration> ForPostgres => [.. Schema.Migrations.Select(Partitions.ForPostgres)];

    private IssuerDatabase(ISqlDatabase database, PersonalData personal, FileStream? writer) =>
        (this.database, this.personal, this.writer) = (database, personal, writer);

    /// <summary>Opens it as the one that writes; makes what is missing: database, tables, the first key.</summary>
    /// <exception cref="StartRefusedException">It cannot be opened, another process writes it, or a key that it was sealed under is not there.</exception>
    internal static IssuerDatabase Open(DatabasePlace place)
    {
        var writer = place.IsPostgres ? null : Lock(place);
        ISqlDatabase? database = null;
        try
        {
            database = place.IsPostgres
                ? PostgresDatabase.Open(PostgresPlace.Of(place.Connection, place.PasswordFile), ForPostgres, place.Term, place.Over)
                : Journaled(SqliteDatabase.Open(place.File, Schema.Migrations), place.JournalDir);
            return new IssuerDatabase(database, SealingKeys.Open(database, new PersonalKeyFiles(place.DataDir, place.TestKeys)), writer);
        }
        catch
        {
            database?.Dispose();
            writer?.Dispose();
            throw;
        }
    }

    /// <summary>Opens it beside the process that writes, to read; a statement has its time.</summary>
    /// <exception cref="StartRefusedException">As <see cref="Open"/>; it is absent.</exception>
    internal static IssuerDatabase OpenBeside(DatabasePlace place) => OpenBeside(place, toCheck: false);

    /// <summary>Opens it beside the process that writes, to read all of it: a statement takes as long as it takes, and that it is read can be noted in the trail.</summary>
    /// <exception cref="StartRefusedException">As <see cref="Open"/>; it is absent.</exception>
    internal static IssuerDatabase OpenToCheck(DatabasePlace place) => OpenBeside(place, toCheck: true);

    private static IssuerDatabase OpenBeside(DatabasePlace place, bool toCheck)
    {
        if (!place.IsPostgres && !File.Exists(place.File))
            throw new StartRefusedException($"{place.DataDir}: no database of an issuer"); // An empty one would match nothing.
        ISqlDatabase database = place.IsPostgres
            ? PostgresDatabase.OpenBeside(PostgresPlace.Of(place.Connection, place.PasswordFile, toCheck), ForPostgres, mayWrite: toCheck)
            : SqliteDatabase.Open(place.File, Schema.Migrations);
        try
        {
            return new IssuerDatabase(database, SealingKeys.OpenBeside(database, new PersonalKeyFiles(place.DataDir, place.TestKeys)), writer: null);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    public T Read<T>(Func<StoreSession, T> query) =>
        database.Read((connection, transaction) => query(new StoreSession(connection, transaction, personal)));

    public T Write<T>(string act, Func<StoreSession, T> work) =>
        database.Write((connection, transaction) => work(new StoreSession(connection, transaction, personal)));

    public void WriteTwo(string act, Action<StoreSession> first, Action<StoreSession> prepare, Action<StoreSession> second)
    {
        database.WriteTwo(In(first), In(prepare), In(second));

        Action<DbConnection, DbTransaction> In(Action<StoreSession> work) =>
            (connection, transaction) => work(new StoreSession(connection, transaction, personal));
    }

    public void Dispose()
    {
        database.Dispose();
        writer?.Dispose();
    }

    private static SqliteDatabase Journaled(SqliteDatabase database, string folder)
    {
        if (folder.Length > 0)
            database.Journal = new DatabaseJournal(database.Path, folder);
        return database;
    }

    private static FileStream Lock(DatabasePlace place)
    {
        try
        {
            Directory.CreateDirectory(place.DataDir);
            return new FileStream(place.LockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"another node writes in {place.DataDir}, or the folder cannot be written: {e.Message}");
        }
    }
}
