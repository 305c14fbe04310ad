using System.Data.Common;
using Federation.Hosting.Storage;

namespace RegionNode.Issuer.Storage;

/// <summary>
/// Writes of many callers in few transactions: what comes while one commits is the next one. Nobody waits for others to come, and
/// nobody is answered before the own work is durable. Who leaves while waiting leaves the queue, and the work is not done; the queue
/// is bounded. For work that is small and writes last, so that its own refusals undo nothing of its neighbours.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="act">What is being recorded, for fault reports.</param>
/// <param name="mostWaiting">How many may wait beside those that are being written.</param>
internal sealed class GroupedWrites(IDurableStore store, string act, int mostWaiting = GroupedWrites.MostWaiting)
{
    /// <summary>Some seconds of work of a busy disk: who came later would wait longer than anybody asks.</summary>
    internal const int MostWaiting = 4_096;

    private const int MostAtOnce = 128;
    private readonly Lock gate = new();
    private readonly LinkedList<GroupedWrite> waiting = new();
    private bool isWorking;

    /// <summary>The work's result once it is durable. What the work throws comes out here, as does a failure of the store.</summary>
    /// <param name="work">What to do.</param>
    /// <param name="cancellation">The caller has left. Work that has begun by then is done all the same.</param>
    /// <exception cref="TooManyWaitingException">The queue is full.</exception>
    internal async Task<T> WriteAsync<T>(Func<StoreSession, T> work, CancellationToken cancellation)
    {
        var one = new GroupedWrite<T>(work);
        var place = new LinkedListNode<GroupedWrite>(one);
        Enter(place);
        await using var leaving = cancellation.UnsafeRegister(_ => Leave(place, cancellation), null);
        return await one.Result;
    }

    private void Enter(LinkedListNode<GroupedWrite> place)
    {
        lock (gate)
        {
            if (waiting.Count >= mostWaiting)
                throw new TooManyWaitingException();
            waiting.AddLast(place);
            if (isWorking)
                return;
            isWorking = true;
        }
        _ = Task.Run(WorkOff);
    }

    private void Leave(LinkedListNode<GroupedWrite> place, CancellationToken cancellation)
    {
        lock (gate)
        {
            if (place.List is null)
                return; // It is being written, or was.
            waiting.Remove(place);
        }
        place.Value.Fail(new OperationCanceledException(cancellation));
    }

    private void WorkOff()
    {
        while (Next() is { Count: > 0 } group)
            Write(group);
    }

    private List<GroupedWrite> Next()
    {
        lock (gate)
        {
            var group = new List<GroupedWrite>();
            for (; group.Count < MostAtOnce && waiting.First is { } first; waiting.RemoveFirst())
                group.Add(first.Value);
            isWorking = group.Count > 0;
            return group;
        }
    }

    private void Write(IReadOnlyList<GroupedWrite> group)
    {
        try
        {
            store.Write(act, db =>
            {
                foreach (var one in group)
                    one.Do(db);
                return true;
            });
        }
        catch (Exception e) when (group.Count == 1 || StorageFault.Is(e))
        {
            foreach (var one in group)
                one.Fail(e);
            return;
        }
        catch (Exception)
        {
            foreach (var one in group) // One of them broke the transaction of all.
                Write([one]);
            return;
        }
        foreach (var one in group)
            one.Answer();
    }

    private abstract class GroupedWrite
    {
        /// <summary>Does the work, and keeps what comes of it.</summary>
        internal abstract void Do(StoreSession db);

        internal abstract void Answer();

        internal abstract void Fail(Exception cause);
    }

    private sealed class GroupedWrite<T>(Func<StoreSession, T> work) : GroupedWrite
    {
        private readonly TaskCompletionSource<T> told = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? result;
        private Exception? refusal;

        internal Task<T> Result => told.Task;

        internal override void Do(StoreSession db)
        {
            refusal = null;
            try
            {
                result = work(db);
            }
            catch (Exception thrown) when (thrown is not DbException && !StorageFault.Is(thrown))
            {
                refusal = thrown;
            }
        }

        internal override void Answer()
        {
            if (refusal is null)
                told.SetResult(result!);
            else
                told.SetException(refusal);
        }

        internal override void Fail(Exception cause) => told.SetException(cause);
    }
}

/// <summary>More callers wait for the store than it can serve in any useful time: ask again later.</summary>
internal sealed class TooManyWaitingException : Exception;
