namespace RegionNode.Gateway.Verifying.Batches;

/// <summary>Counts the bytes of results that wait for a caller, and lets nobody begin more while there are too many.</summary>
/// <param name="most">From more than so many on.</param>
internal sealed class HeldBytes(long most)
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _room = Gate(open: true);
    private long _held;

    /// <summary>So many more wait; fewer, where it is negative.</summary>
    public void Add(long bytes)
    {
        lock (_gate)
        {
            _held += bytes;
            if (_held <= most) _room.TrySetResult();
            else if (_room.Task.IsCompleted) _room = Gate(open: false);
        }
    }

    /// <summary>Ends when there is room.</summary>
    public Task Room(CancellationToken cancel)
    {
        lock (_gate) return _room.Task.WaitAsync(cancel);
    }

    private static TaskCompletionSource Gate(bool open)
    {
        var room = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (open) room.SetResult();
        return room;
    }
}
