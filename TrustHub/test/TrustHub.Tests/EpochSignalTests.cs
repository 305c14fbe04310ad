using TrustHub.Transparency;

namespace TrustHub.Tests;

/// <summary>What wakes the sequencer.</summary>
public sealed class EpochSignalTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(-1)] // To a semaphore: for ever.
    [InlineData(-1.5)]
    [InlineData(-3_000)]
    public void Waits_not_at_all_for_a_time_that_has_passed(double milliseconds)
    {
        using var signal = new EpochSignal();
        Assert.True(signal.WaitAsync(TimeSpan.FromMilliseconds(milliseconds), CancellationToken.None).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Remembers_a_call_that_nobody_waited_for()
    {
        using var signal = new EpochSignal();
        signal.Wake();
        signal.Wake();
        await signal.WaitAsync(TimeSpan.FromHours(1), CancellationToken.None);
    }
}
