using System.Data.Common;
using Dapper;

namespace Federation.Hosting.Storage;

/// <summary>
/// The fence of a leader: each transaction waits for the writers' lock, which also who takes the seat must hold, and then asks
/// whether the seat is still of this term (<see cref="LeaderSeat"/>). So nothing of an earlier leader comes after anything
/// of a later one, however long it slept.
/// </summary>
internal sealed class PostgresTerm(string database, long term) : IPostgresTurn
{
    /// <inheritdoc/>
    public void Take()
    {
        // The seat was taken before the database was opened.
    }

    /// <inheritdoc/>
    public void Claim(DbConnection connection, DbTransaction transaction) => Ask(connection, transaction);

    /// <inheritdoc/>
    public void Check(DbConnection connection, DbTransaction transaction, long writersLock)
    {
        connection.Execute("SELECT pg_advisory_xact_lock(@writersLock)", new { writersLock }, transaction);
        Ask(connection, transaction);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Nothing is held between transactions.
    }

    // A statement of its own: it sees what was committed before the lock was given.
    private void Ask(DbConnection connection, DbTransaction transaction)
    {
        var now = connection.QuerySingleOrDefault<long>("SELECT term FROM leader", transaction: transaction);
        if (now != term)
            throw new DatabaseTakenException($"database '{database}': term {now} began, this program's was {term}: it writes nothing more");
    }
}
