using System.Runtime.CompilerServices;
using RegionNode.Gateway.Guarding;
using RegionNode.Gateway.Verifying;
using RegionNode.Gateway.Verifying.Batches;

namespace RegionNode.Gateway.Tests.Verifying;

/// <summary>A stream of questions that says nothing, or does not end.</summary>
public sealed class InTimeTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task Ends_a_stream_that_says_nothing_for_too_long_with_a_refusal_of_the_next_question()
    {
        var lines = await Read(InTime.Of(stop => Lines(2, stop), Short, Long, default));
        Assert.Equal([1, 2, 3], lines.Select(line => line.Number));
        Assert.Equal(Refusal.Malformed, lines[^1].Read.Refusal);
    }

    [Fact]
    public async Task Ends_a_stream_that_goes_on_for_too_long()
    {
        var lines = await Read(InTime.Of(stop => Lines(int.MaxValue, stop), Long, Short, default));
        Assert.Equal(Refusal.TooLarge, lines[^1].Read.Refusal);
    }

    [Fact]
    public async Task Ends_without_a_word_where_the_caller_has_gone()
    {
        using var gone = new CancellationTokenSource();
        var reading = Read(InTime.Of(stop => Lines(0, stop), Long, Long, gone.Token));
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    // So many lines, then silence.
    private static async IAsyncEnumerable<BatchLine> Lines(int count, [EnumeratorCancellation] CancellationToken stop)
    {
        for (var number = 1; number <= count; number++)
        {
            await Task.Yield();
            stop.ThrowIfCancellationRequested();
            yield return new BatchLine(number, ReadQuestion.No(Refusal.Malformed, "of the test"));
        }

        await Task.Delay(Timeout.Infinite, stop);
    }

    private static async Task<List<BatchLine>> Read(IAsyncEnumerable<BatchLine> lines)
    {
        var read = new List<BatchLine>();
        await foreach (var line in lines) read.Add(line);
        return read;
    }
}
