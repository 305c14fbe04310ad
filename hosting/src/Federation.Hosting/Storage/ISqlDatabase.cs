using System.Data.Common;

namespace Federation.Hosting.Storage;

/// <summary>
/// A database of this program's shape. Holding one says that its migrations are taken. One writer at a time, any number of
/// readers, each in one snapshot; what a returned write has recorded is durable.
/// </summary>
public interface ISqlDatabase : IDisposable
{
    /// <summary>What people know it by; no secret in it.</summary>
    string Name { get; }

    /// <summary>Reads in one snapshot: every statement inside sees the same state.</summary>
    T Read<T>(Func<DbConnection, DbTransaction, T> read);

    /// <summary>
    /// Writes in one transaction, committed when <paramref name="write"/> returns and rolled back when it throws.
    /// <paramref name="write"/> is called at most once. An exception of the commit itself leaves open whether it happened: the
    /// caller must be able to ask.
    /// </summary>
    T Write<T>(Func<DbConnection, DbTransaction, T> write);

    /// <summary>Writes in one transaction; see <see cref="Write{T}"/>.</summary>
    void Write(Action<DbConnection, DbTransaction> write) => Write((connection, transaction) =>
    {
        write(connection, transaction);
        return true;
    });

    /// <summary>
    /// Two writes, one behind the other and nobody's between them that this program makes, each as <see cref="Write{T}"/>. Where the
    /// database can, the second has its <paramref name="prepare"/> done while the first is at work, of which it sees nothing then.
    /// </summary>
    /// <param name="first">The first transaction. Where it fails, neither is committed.</param>
    /// <param name="prepare">The beginning of the second; must touch no row that the first touches.</param>
    /// <param name="second">The rest of it, after the first was committed. Where it or its beginning fails, the first stays.</param>
    void WriteTwo(Action<DbConnection, DbTransaction> first, Action<DbConnection, DbTransaction> prepare, Action<DbConnection, DbTransaction> second)
    {
        Write((connection, transaction) =>
        {
            first(connection, transaction);
            return true;
        });
        Write((connection, transaction) =>
        {
            prepare(connection, transaction);
            second(connection, transaction);
            return true;
        });
    }
}
