using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Tests.World;

/// <summary>The real store, which tells of each write once it is done, before the writer goes on.</summary>
internal sealed class TellingStore(IDurableStore real, Action<string> tell) : IDurableStore, IDisposable
{
    public T Read<T>(Func<StoreSession, T> query) => real.Read(query);

    public T Write<T>(string act, Func<StoreSession, T> work)
    {
        var result = real.Write(act, work);
        tell(act);
        return result;
    }

    public void Dispose() => (real as IDisposable)?.Dispose();
}
