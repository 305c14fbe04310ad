using RegionNode.Gateway.Guarding;

namespace RegionNode.Gateway.Verifying.Batches;

/// <summary>
/// How many batches are open, and how many of their lines are at the desk. An open one costs memory: its answers may wait for a slow
/// caller, its lines for a slow party's rate. Work is what lines at the desk cost, so that one which waits for its party's rate keeps
/// no place there.
/// </summary>
internal sealed class BatchRooms : IDisposable
{
    private readonly Places _rooms = new(BatchLimits.OfOneParty, BatchLimits.Batches);
    private readonly SemaphoreSlim _desk = new(BatchLimits.AtTheDesk);

    /// <summary>A room, to be given back by disposing it once; null when all are taken, or as many as one party may have.</summary>
    public IDisposable? Enter(string party) => _rooms.Take(party);

    /// <summary>Does a line's work when there is a place for it at the desk.</summary>
    public async Task<T> AtTheDesk<T>(Func<Task<T>> work, CancellationToken cancel)
    {
        await _desk.WaitAsync(cancel);
        try
        {
            return await work();
        }
        finally
        {
            _desk.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _desk.Dispose();
}
