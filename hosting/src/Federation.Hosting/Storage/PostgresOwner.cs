using System.Data.Common;
using System.Security.Cryptography;
using Dapper;
using Npgsql;

namespace Federation.Hosting.Storage;

/// <summary>
/// One owner a database. While the program lives it holds a session lock of the server, so that a second one is refused at its
/// start. Where that session is cut and another program took the database meanwhile, the token in the database tells: who
/// claimed last is the owner, and every transaction of anybody else fails before its work begins.
/// </summary>
/// <param name="place">The database.</param>
/// <param name="term">The term of the seat in which the program claims it; null: there is no seat.</param>
internal sealed class PostgresOwner(PostgresPlace place, long? term = null) : IPostgresTurn
{
    private const int OwnersLock = 0x66656402;
    private readonly string _token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
    private NpgsqlConnection? _session;

    /// <summary>Takes the session lock.</summary>
    /// <exception cref="StartRefusedException">Another program has it.</exception>
    public void Take()
    {
        var session = place.Alone();
        try
        {
            session.Open();
            session.Execute("SET idle_session_timeout = 0");
            if (!session.ExecuteScalar<bool>("SELECT pg_try_advisory_lock(@OwnersLock)", new { OwnersLock = (long)OwnersLock }))
                throw new StartRefusedException($"database '{place.Name}' is in use by another node") { MayPass = true };
        }
        catch
        {
            session.Dispose();
            throw;
        }
        _session?.Dispose();
        _session = session;
    }

    /// <summary>Puts the token into the database; part of the transaction that migrates.</summary>
    /// <exception cref="DatabaseTakenException">A later term has begun.</exception>
    public void Claim(DbConnection connection, DbTransaction transaction)
    {
        if (term is { } claimed && connection.QuerySingleOrDefault<long>("SELECT term FROM leader", transaction: transaction) is var now && now != claimed)
            throw new DatabaseTakenException($"database '{place.Name}': term {now} began, this program's was {claimed}: it writes nothing");
        connection.Execute("CREATE TABLE IF NOT EXISTS owner (only_one BIGINT PRIMARY KEY CHECK (only_one = 1), token TEXT NOT NULL)", transaction: transaction);
        connection.Execute(
            "INSERT INTO owner (only_one, token) VALUES (1, @_token) ON CONFLICT (only_one) DO UPDATE SET token = @_token", new { _token }, transaction);
    }

    /// <summary>Waits for the writers' lock, asks whether the token still stands, and takes the session lock again where its connection was cut.</summary>
    /// <exception cref="DatabaseTakenException">Another program owns the database now.</exception>
    public void Check(DbConnection connection, DbTransaction transaction, long writersLock)
    {
        // Two statements, one way: the second sees what was committed before the lock was given.
        using var answers = connection.QueryMultiple("SELECT pg_advisory_xact_lock(@writersLock)::text; SELECT token FROM owner", new { writersLock }, transaction);
        answers.Read<string>();
        if (answers.ReadSingleOrDefault<string>() != _token)
            throw new DatabaseTakenException($"another node took database '{place.Name}': this one writes nothing more");
        if (_session?.FullState.HasFlag(System.Data.ConnectionState.Open) == true)
            return;
        try
        {
            Take();
        }
        catch (StartRefusedException e)
        {
            throw new DatabaseTakenException(e.Message, e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _session?.Dispose();
}
