using System.Data;
using Dapper;
using Npgsql;

namespace Federation.Hosting.Storage;

/// <summary>
/// One seat for which the instances of a program compete, in the database that they share. Who has it keeps it as long as it
/// renews in time; all times are of the database's server, so that the instances' clocks do not matter. The seat says who
/// should lead; that nobody else writes is the fence's work (<see cref="PostgresDatabase.OpenLed"/>).
/// </summary>
public sealed class LeaderSeat : IDisposable
{
    private const int StatementSeconds = 2;

    private readonly NpgsqlDataSource _pool;
    private readonly TimeSpan _lease;
    private volatile bool _isMade;

    /// <summary>A seat in a database.</summary>
    /// <param name="place">The database.</param>
    /// <param name="lease">How long the seat is kept without a renewal.</param>
    public LeaderSeat(PostgresPlace place, TimeSpan lease)
    {
        _lease = lease;
        _pool = place.Named("federation seat", StatementSeconds).Pool();
    }

    /// <summary>Who has the seat now.</summary>
    /// <exception cref="Exception">Of the database: nothing is known.</exception>
    public SeatView Look()
    {
        using var connection = Connect();
        return Look(connection);
    }

    /// <summary>The newest terms, newest first.</summary>
    /// <param name="most">How many at most.</param>
    public IReadOnlyList<SeatTerm> Terms(int most)
    {
        using var connection = Connect();
        return connection.Query<(long Term, string Holder, DateTime At)>("SELECT term, holder, taken_at FROM leader_term ORDER BY term DESC LIMIT @most", new { most })
            .Select(row => new SeatTerm(row.Term, row.Holder, new DateTimeOffset(row.At, TimeSpan.Zero))).ToList();
    }

    /// <summary>
    /// Takes a seat whose time has run out. What its last holder has open in the database is ended first, so that a program
    /// that stands still holds up nobody.
    /// </summary>
    /// <param name="seen">The seat as <see cref="Look()"/> showed it.</param>
    /// <param name="holder">This instance's name.</param>
    /// <param name="address">Where it is reached.</param>
    /// <returns>The term that began; null where another was faster or the holder came back.</returns>
    /// <exception cref="Exception">Of the database. The seat may have been taken all the same; then its time runs out unused.</exception>
    public long? TryTake(SeatView seen, string holder, string address)
    {
        using var connection = Connect();
        connection.Execute(
            """
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE datname = current_database() AND usename = current_user AND application_name = @Name
              AND EXISTS (SELECT 1 FROM leader WHERE term = @Term AND until < clock_timestamp())
            """,
            new { Name = LeaderName(seen.Term), seen.Term });
        using var transaction = connection.BeginTransaction(IsolationLevel.ReadCommitted);
        PostgresDatabase.TakeTurn(connection, transaction);
        var taken = connection.Execute(
            "UPDATE leader SET term = term + 1, holder = @holder, address = @address, until = clock_timestamp() + @_lease WHERE term = @Term AND until < clock_timestamp()",
            new { holder, address, _lease, seen.Term }, transaction);
        if (taken == 0)
            return null;
        connection.Execute("INSERT INTO leader_term (term, holder) VALUES (@Term, @holder)", new { Term = seen.Term + 1, holder }, transaction);
        transaction.Commit();
        return seen.Term + 1;
    }

    /// <summary>Keeps the seat for another lease.</summary>
    /// <returns>False where another term began.</returns>
    /// <exception cref="Exception">Of the database: nothing is known; ask again while the lease lasts.</exception>
    public bool Renew(long term)
    {
        using var connection = Connect();
        return connection.Execute("UPDATE leader SET until = clock_timestamp() + @_lease WHERE term = @term", new { _lease, term }) == 1;
    }

    /// <summary>Gives the seat up, so that nobody need wait for its time to run out.</summary>
    public void Leave(long term)
    {
        using var connection = Connect();
        connection.Execute("UPDATE leader SET until = '-infinity' WHERE term = @term", new { term });
    }

    /// <inheritdoc/>
    public void Dispose() => _pool.Dispose();

    /// <summary>What a leader's connections are called at the server, by which its successor finds them.</summary>
    internal static string LeaderName(long term) => $"federation leader of term {term}";

    private NpgsqlConnection Connect()
    {
        var connection = _pool.OpenConnection();
        try
        {
            if (!_isMade)
                Make(connection);
            _isMade = true;
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static SeatView Look(NpgsqlConnection connection)
    {
        var (term, holder, address, isFree) = connection.QuerySingle<(long, string, string, bool)>(
            "SELECT term, holder, address, until < clock_timestamp() FROM leader");
        return new SeatView(term, holder, address, isFree);
    }

    private static void Make(NpgsqlConnection connection)
    {
        using var transaction = connection.BeginTransaction();
        PostgresDatabase.TakeTurn(connection, transaction); // Two that make a table at once disturb each other.
        connection.Execute(
            """
            CREATE TABLE IF NOT EXISTS leader (
                only_one BIGINT PRIMARY KEY CHECK (only_one = 1), term BIGINT NOT NULL, holder TEXT NOT NULL, address TEXT NOT NULL, until TIMESTAMPTZ NOT NULL);
            CREATE TABLE IF NOT EXISTS leader_term (term BIGINT PRIMARY KEY, holder TEXT NOT NULL, taken_at TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp());
            INSERT INTO leader (only_one, term, holder, address, until) VALUES (1, 0, '', '', '-infinity') ON CONFLICT DO NOTHING;
            """,
            transaction: transaction);
        transaction.Commit();
    }
}
