using Microsoft.Data.Sqlite;
using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Tests.Faults;

/// <summary>The real store on SQLite, whose writes find no room, or no right to write, while a setting of SQLite's own says so.</summary>
internal sealed class FullStore(IDurableStore real, string fail, string mend) : IDurableStore, IDisposable
{
    private volatile bool full;

    internal bool IsFull
    {
        set
        {
            full = value;
            SqliteConnection.ClearAllPools(); // A connection remembers the setting, and could not begin to write.
        }
    }

    public T Read<T>(Func<StoreSession, T> query) => real.Read(query);

    public T Write<T>(string act, Func<StoreSession, T> work) => real.Write(act, db =>
    {
        db.Execute(full ? fail : mend); // Each time: a pooled connection remembers it.
        return work(db);
    });

    public void Dispose() => (real as IDisposable)?.Dispose();
}
