using System.Runtime.CompilerServices;
using RegionNode.Gateway.Guarding;

namespace RegionNode.Gateway.Verifying.Batches;

/// <summary>Ends a batch that says nothing for too long, or lasts too long: with a last line that is refused.</summary>
internal static class InTime
{
    /// <summary>The lines while they come in time.</summary>
    /// <param name="lines">Each waited for by itself; not while the caller works on the one before.</param>
    /// <param name="most">How long the next one is waited for.</param>
    /// <param name="longest">How long they may take together.</param>
    /// <param name="cancel">Ends everything.</param>
    public static async IAsyncEnumerable<BatchLine> Of(
        Func<CancellationToken, IAsyncEnumerable<BatchLine>> lines, TimeSpan most, TimeSpan longest, [EnumeratorCancellation] CancellationToken cancel)
    {
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        using var end = new CancellationTokenSource(longest);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, end.Token);
        await using var each = lines(either.Token).GetAsyncEnumerator(CancellationToken.None);
        var number = 1;
        while (true)
        {
            silence.CancelAfter(most);
            var came = await Next(each, either.Token, cancel);
            silence.CancelAfter(Timeout.InfiniteTimeSpan);
            if (came is false) yield break;
            if (came is null)
            {
                yield return new BatchLine(number, end.IsCancellationRequested ? TooLong(longest) : Silent(most));
                yield break;
            }

            number = each.Current.Number + 1;
            yield return each.Current;
        }
    }

    private static ReadQuestion TooLong(TimeSpan longest) => ReadQuestion.No(Refusal.TooLarge, $"a batch of more than {longest.TotalMinutes} minutes");

    private static ReadQuestion Silent(TimeSpan most) => ReadQuestion.No(Refusal.Malformed, $"no whole question in {most.TotalSeconds} seconds");

    /// <summary>Whether a line came; null: not in time.</summary>
    private static async Task<bool?> Next(IAsyncEnumerator<BatchLine> each, CancellationToken inTime, CancellationToken cancel)
    {
        if (inTime.IsCancellationRequested && !cancel.IsCancellationRequested) return null;
        try
        {
            return await each.MoveNextAsync();
        }
        catch (OperationCanceledException) when (inTime.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            return null;
        }
    }
}
