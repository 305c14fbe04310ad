namespace TrustHub.Admission;

/// <summary>
/// The one desk where submissions of every kind come in, one at a time, so that each is examined against what the hub
/// then holds. A bounded number waits.
/// </summary>
public sealed class Desk : IDisposable
{
    /// <summary>How many may wait; the next is told to come again.</summary>
    public const int MaxWaiting = 64;

    private readonly SemaphoreSlim _desk = new(1, 1);
    private int _waiting;

    /// <summary>How many are at the desk or wait for it.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Acts when it is this submission's turn.</summary>
    /// <param name="act">Examines and records.</param>
    /// <param name="refuse">Makes the answer when too many wait.</param>
    /// <param name="cancellation">Ends the waiting; not what has begun.</param>
    public async Task<T> OneByOneAsync<T>(Func<T> act, Func<Refused, T> refuse, CancellationToken cancellation)
    {
        try
        {
            if (Interlocked.Increment(ref _waiting) > MaxWaiting)
                return refuse(new Refused(AdmissionFault.Busy, $"{MaxWaiting} submissions wait"));
            await _desk.WaitAsync(cancellation);
            try
            {
                return act();
            }
            finally
            {
                _desk.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _desk.Dispose();
}
