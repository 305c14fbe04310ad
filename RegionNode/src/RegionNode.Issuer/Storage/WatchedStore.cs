using Federation.Hosting.Storage;
using RegionNode.Issuer.Watching;

namespace RegionNode.Issuer.Storage;

/// <summary>The store, and a note of whether it takes writes: a full disk still reads.</summary>
internal sealed class WatchedStore(IDurableStore real, WriteStanding standing, IssuerMeter meter) : IDurableStore, IDisposable
{
    public T Read<T>(Func<StoreSession, T> query) => real.Read(query);

    public T Write<T>(string act, Func<StoreSession, T> work) => Watched(() => real.Write(act, work));

    public void WriteTwo(string act, Action<StoreSession> first, Action<StoreSession> prepare, Action<StoreSession> second) => Watched(() =>
    {
        real.WriteTwo(act, first, prepare, second);
        return true;
    });

    public void Dispose() => (real as IDisposable)?.Dispose();

    private T Watched<T>(Func<T> write)
    {
        try
        {
            var result = write();
            standing.Done();
            return result;
        }
        catch (Exception e) when (StorageFault.CodeOf(e) is not null)
        {
            standing.Failed(StorageFault.CodeOf(e)!);
            meter.StorageFault(StorageFault.CodeOf(e)!);
            throw;
        }
    }
}
