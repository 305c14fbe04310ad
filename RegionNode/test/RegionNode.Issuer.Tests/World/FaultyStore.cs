using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Tests.World;

/// <summary>The process dies here.</summary>
internal sealed class CrashException() : Exception("crash");

/// <summary>
/// The real store, until one write: that write does not happen, or happens and nobody learns it. From then on nothing works, as
/// in a dead process.
/// </summary>
internal sealed class FaultyStore(IDurableStore real, string act, int occurrence, bool afterCommit) : IDurableStore, IDisposable
{
    private readonly Lock gate = new();
    private int seen;

    internal bool Crashed { get; private set; }

    public T Read<T>(Func<StoreSession, T> query)
    {
        Alive();
        return real.Read(query);
    }

    public T Write<T>(string name, Func<StoreSession, T> work)
    {
        lock (gate)
        {
            Alive();
            if (name != act || ++seen != occurrence)
                return real.Write(name, work);
            if (afterCommit)
                real.Write(name, work);
            Crashed = true;
            throw new CrashException();
        }
    }

    /// <summary>The dead process lets go of what it held.</summary>
    public void Dispose() => (real as IDisposable)?.Dispose();

    private void Alive()
    {
        if (Crashed)
            throw new CrashException();
    }
}
