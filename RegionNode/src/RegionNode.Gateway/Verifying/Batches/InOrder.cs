using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace RegionNode.Gateway.Verifying.Batches;

/// <summary>Works on many items at once and hands the results out in the order of the items, each as soon as those before it are out.</summary>
internal static class InOrder
{
    /// <summary>
    /// The results. At most <paramref name="atOnce"/> items are worked on; the items are read on while results wait, so that a
    /// caller who sends everything before it reads is not blocked, until those that wait have more than <see cref="BatchLimits.Waiting"/> bytes.
    /// </summary>
    /// <param name="items">Read once, and only as fast as they are worked on.</param>
    /// <param name="work">From an item to its result. What it throws ends everything.</param>
    /// <param name="size">The bytes of a result.</param>
    /// <param name="atOnce">At least 1.</param>
    /// <param name="cancel">Ends everything.</param>
    public static async IAsyncEnumerable<TResult> Each<TItem, TResult>(
        IAsyncEnumerable<TItem> items, Func<TItem, CancellationToken, Task<TResult>> work, Func<TResult, long> size, int atOnce, [EnumeratorCancellation] CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var begun = Channel.CreateUnbounded<Task<TResult>>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
        var waiting = new HeldBytes(BatchLimits.Waiting);
        using var free = new SemaphoreSlim(atOnce);
        var reading = ReadAll();
        try
        {
            await foreach (var working in begun.Reader.ReadAllAsync(CancellationToken.None))
            {
                var result = await working;
                waiting.Add(-size(result));
                yield return result;
            }
        }
        finally
        {
            await stop.CancelAsync();
            await reading;
            while (begun.Reader.TryRead(out var left)) await ((Task)left).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        async Task ReadAll()
        {
            try
            {
                await foreach (var item in items.WithCancellation(stop.Token))
                {
                    await waiting.Room(stop.Token);
                    await free.WaitAsync(stop.Token);
                    begun.Writer.TryWrite(Task.Run(() => Work(item), CancellationToken.None));
                }
                begun.Writer.Complete();
            }
            catch (Exception e)
            {
                begun.Writer.Complete(e);
            }
        }

        async Task<TResult> Work(TItem item)
        {
            try
            {
                var result = await work(item, stop.Token);
                waiting.Add(size(result));
                return result;
            }
            finally
            {
                free.Release();
            }
        }
    }
}
