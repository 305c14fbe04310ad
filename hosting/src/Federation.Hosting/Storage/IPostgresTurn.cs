using System.Data.Common;

namespace Federation.Hosting.Storage;

/// <summary>Who may write: the one owner (<see cref="PostgresOwner"/>), or the leader of a term (<see cref="PostgresTerm"/>).</summary>
internal interface IPostgresTurn : IDisposable
{
    /// <summary>Takes what the program needs before it migrates.</summary>
    /// <exception cref="StartRefusedException">Another program has it.</exception>
    void Take();

    /// <summary>Writes down whose the database is; part of the transaction that migrates.</summary>
    void Claim(DbConnection connection, DbTransaction transaction);

    /// <summary>Waits for the writers' lock and asks whether this program may write still.</summary>
    /// <exception cref="DatabaseTakenException">Another program may, and this one never again.</exception>
    void Check(DbConnection connection, DbTransaction transaction, long writersLock);
}
