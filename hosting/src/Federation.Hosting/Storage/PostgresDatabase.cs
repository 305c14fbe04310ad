using System.Data;
using System.Data.Common;
using Dapper;
using Npgsql;

namespace Federation.Hosting.Storage;

/// <summary>
/// A PostgreSQL database, migrated. Trust placed in it: order and durability (synchronous_commit on; replication is the
/// server's); its content is as honest as the server. One writer at a time, by an advisory lock in each writing transaction,
/// and one owner or leader (<see cref="IPostgresTurn"/>). A lost connection is opened again for a short while before work begins,
/// never after: work is done at most once.
/// </summary>
public sealed class PostgresDatabase : ISqlDatabase
{
    private const int WritersLock = 0x66656401;

    /// <summary>A leader that is cut off shall not hang in a statement long after its lead is over.</summary>
    private const int LedStatementSeconds = 10;

    /// <summary>Waits before a connection is tried again, in milliseconds: two seconds in all.</summary>
    private static readonly int[] Waits = [50, 150, 300, 500, 1000];

    private readonly NpgsqlDataSource _pool;
    private readonly SemaphoreSlim _writer = new(1, 1);
    private readonly IPostgresTurn? _turn;

    private readonly bool _mayWrite;
    private readonly CancellationToken _over;

    private PostgresDatabase(PostgresPlace place, IPostgresTurn? turn, bool mayWrite, CancellationToken over)
    {
        _over = over;
        Name = place.Name;
        _pool = place.Pool();
        _turn = turn;
        _mayWrite = mayWrite;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>Opens the database as its one owner, and takes the migrations still missing.</summary>
    /// <exception cref="StartRefusedException">
    /// The server does not answer, another program owns the database, it is no UTF-8 database of version 15 or later, was
    /// written by a newer program or took a migration of other content.
    /// </exception>
    /// <param name="place">Where.</param>
    /// <param name="migrations">Those that it shall have.</param>
    /// <param name="term">The term of a <see cref="LeaderSeat"/> in which this program leads; null: none. Whoever takes the seat ends its connections, and who claims the database last is the one that writes.</param>
    /// <param name="over">Cancelled when the program knows that the term is over: then nothing is begun any more, and no lost connection opened again.</param>
    public static PostgresDatabase Open(PostgresPlace place, IReadOnlyList<Migration> migrations, long? term = null, CancellationToken over = default)
    {
        var named = term is { } number ? place.Named(LeaderSeat.LeaderName(number)) : place;
        return Open(named, migrations, new PostgresOwner(named, term), mayWrite: true, over);
    }

    /// <summary>
    /// Opens the database as the leader of a term (<see cref="LeaderSeat"/>), and takes the migrations still missing. From the
    /// moment a later term begins, every transaction fails before its work begins.
    /// </summary>
    /// <exception cref="StartRefusedException">As <see cref="Open(PostgresPlace, IReadOnlyList{Migration}, long?, CancellationToken)"/>.</exception>
    /// <exception cref="DatabaseTakenException">A later term has begun.</exception>
    /// <param name="place">Where.</param>
    /// <param name="migrations">Those that it shall have.</param>
    /// <param name="term">The term.</param>
    /// <param name="over">Cancelled when the program knows that the term is over: then nothing is begun any more, and no lost connection opened again.</param>
    public static PostgresDatabase OpenLed(PostgresPlace place, IReadOnlyList<Migration> migrations, long term, CancellationToken over = default) =>
        Open(place.Named(LeaderSeat.LeaderName(term), LedStatementSeconds), migrations, new PostgresTerm(place.Name, term), mayWrite: true, over);

    /// <summary>Opens the database beside its owner, to read.</summary>
    /// <param name="place">Where.</param>
    /// <param name="migrations">Those that it must have.</param>
    /// <param name="mayWrite">Whether something may be added too, in turn with the owner: what the owner keeps in memory must not hang on it.</param>
    /// <exception cref="StartRefusedException">It cannot be reached, or does not have exactly these migrations.</exception>
    public static PostgresDatabase OpenBeside(PostgresPlace place, IReadOnlyList<Migration> migrations, bool mayWrite = false) => Open(place, migrations, turn: null, mayWrite);

    /// <inheritdoc/>
    public T Read<T>(Func<DbConnection, DbTransaction, T> read)
    {
        using var begun = Begin(IsolationLevel.RepeatableRead, (connection, transaction) =>
            connection.Execute("SET TRANSACTION READ ONLY", transaction: transaction));
        return read(begun.Connection, begun.Transaction);
    }

    /// <inheritdoc/>
    public T Write<T>(Func<DbConnection, DbTransaction, T> write)
    {
        EnterWriter();
        try
        {
            using var begun = Begin(IsolationLevel.ReadCommitted, Turn);
            var result = write(begun.Connection, begun.Transaction);
            begun.Transaction.Commit();
            return result;
        }
        finally
        {
            _writer.Release();
        }
    }

    /// <inheritdoc/>
    public void WriteTwo(Action<DbConnection, DbTransaction> first, Action<DbConnection, DbTransaction> prepare, Action<DbConnection, DbTransaction> second)
    {
        EnterWriter();
        try
        {
            using var one = Begin(IsolationLevel.ReadCommitted, Turn);
            using var two = Begin(IsolationLevel.ReadCommitted, (connection, transaction) => connection.Execute("SELECT 1", transaction: transaction));
            var preparing = Task.Run(() => prepare(two.Connection, two.Transaction));
            try
            {
                first(one.Connection, one.Transaction);
                one.Transaction.Commit();
            }
            finally
            {
                Task.WaitAny(preparing); // Nobody works on a connection that is given back.
            }
            preparing.GetAwaiter().GetResult();
            Turn(two.Connection, two.Transaction);
            second(two.Connection, two.Transaction);
            two.Transaction.Commit();
        }
        finally
        {
            _writer.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _turn?.Dispose();
        _pool.Dispose();
        _writer.Dispose();
    }

    private static PostgresDatabase Open(PostgresPlace place, IReadOnlyList<Migration> migrations, IPostgresTurn? turn, bool mayWrite, CancellationToken over = default)
    {
        var database = new PostgresDatabase(place, turn, mayWrite, over);
        try
        {
            var ledger = new MigrationLedger(place.Name, migrations, PostgresDialect.Statements, PostgresDialect.Translate);
            if (turn is not null)
                database.Own(ledger);
            else if (database.Read(ledger.Taken) != migrations.Count)
                throw new StartRefusedException($"database '{place.Name}' lacks migrations: its node must start first");
            return database;
        }
        catch (Exception e) when (e is DbException or TimeoutException)
        {
            database.Dispose();
            throw new StartRefusedException($"database '{place.Name}': {e.Message}");
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    private void Own(MigrationLedger ledger)
    {
        TakeOwnership();
        using var begun = Begin(IsolationLevel.ReadCommitted, TakeTurn);
        var (version, encoding) = begun.Connection.QuerySingle<(int, string)>(
            "SELECT current_setting('server_version_num')::int, current_setting('server_encoding')", transaction: begun.Transaction);
        if (version < 150_000 || encoding != "UTF8")
            throw new StartRefusedException($"database '{Name}': PostgreSQL 15 or later and encoding UTF8 are needed, not {version} and {encoding}");
        begun.Connection.Execute("SET LOCAL statement_timeout = 0", transaction: begun.Transaction);
        ledger.Take(begun.Connection, begun.Transaction);
        _turn!.Claim(begun.Connection, begun.Transaction);
        begun.Transaction.Commit();
    }

    private void EnterWriter()
    {
        if (!_mayWrite)
            throw new InvalidOperationException($"database '{Name}' was opened to read");
        _writer.Wait();
    }

    // Read committed: alone under the lock, each statement sees what the writer before committed.
    private void Turn(NpgsqlConnection connection, NpgsqlTransaction transaction)
    {
        if (_turn is null)
            TakeTurn(connection, transaction);
        else
            _turn.Check(connection, transaction, WritersLock);
    }

    /// <summary>Waits for the writers' lock.</summary>
    internal static void TakeTurn(NpgsqlConnection connection, NpgsqlTransaction transaction) =>
        connection.Execute("SELECT pg_advisory_xact_lock(@WritersLock)", new { WritersLock = (long)WritersLock }, transaction);

    // The server may take a moment to see that the program before has died.
    private void TakeOwnership()
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                _turn!.Take();
                return;
            }
            catch (Exception e) when (attempt < Waits.Length && (e is StartRefusedException || IsLost(e)))
            {
                Thread.Sleep(Waits[attempt]);
            }
        }
    }

    /// <summary>A transaction whose first statement the server has answered: from here on nothing is tried again.</summary>
    private Begun Begin(IsolationLevel level, Action<NpgsqlConnection, NpgsqlTransaction> first)
    {
        for (var attempt = 0; ; attempt++)
        {
            if (_over.IsCancellationRequested)
                throw new DatabaseTakenException($"database '{Name}': this program's term is over");
            NpgsqlConnection? connection = null;
            NpgsqlTransaction? transaction = null;
            try
            {
                connection = _pool.OpenConnection();
                transaction = connection.BeginTransaction(level);
                first(connection, transaction);
                return new Begun(connection, transaction);
            }
            catch (Exception e)
            {
                Begun.Close(connection, transaction);
                if (attempt == Waits.Length || !IsLost(e))
                    throw;
                _pool.Clear(); // One lost connection: the others are old too.
                Thread.Sleep(Waits[attempt]);
            }
        }
    }

    // Cut, refused, or the server is stopping or starting; not a lock that was not given in time.
    private static bool IsLost(Exception e) => e switch
    {
        PostgresException told => told.SqlState.StartsWith("57P", StringComparison.Ordinal) || told.SqlState.StartsWith("08", StringComparison.Ordinal),
        NpgsqlException { InnerException: TimeoutException } => false,
        NpgsqlException => true,
        _ => false,
    };

    private sealed record Begun(NpgsqlConnection Connection, NpgsqlTransaction Transaction) : IDisposable
    {
        public void Dispose() => Close(Connection, Transaction);

        /// <summary>Rolls back what is not committed; where the connection is gone the server does.</summary>
        internal static void Close(NpgsqlConnection? connection, NpgsqlTransaction? transaction)
        {
            try
            {
                transaction?.Dispose();
            }
            catch (Exception e) when (e is DbException or IOException or ObjectDisposedException)
            {
            }
            connection?.Dispose();
        }
    }
}
