using TrustHub.Transparency;

namespace TrustHub.Admission;

/// <summary>
/// The one desk where submissions of every kind come in, one at a time, so that each is examined against what the hub
/// then holds. A bounded number waits. A hub that may be an old copy takes nothing from nodes: its receipts would be lost with it.
/// </summary>
public sealed class Desk(SigningHold hold) : IDisposable
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
    /// <param name="isOfOperators">Whether operators signed it offline: they may name other witnesses while a quorum is missing.</param>
    public async Task<T> OneByOneAsync<T>(Func<T> act, Func<Refused, T> refuse, CancellationToken cancellation, bool isOfOperators = false)
    {
        if (!hold.TakesIn(isOfOperators))
            return refuse(new Refused(AdmissionFault.Busy, "this hub may be an old copy: it takes nothing before its witnesses have been heard"));
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
