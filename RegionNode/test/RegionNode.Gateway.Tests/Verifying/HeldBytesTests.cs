using RegionNode.Gateway.Verifying.Batches;

namespace RegionNode.Gateway.Tests.Verifying;

/// <summary>What waits of a batch's answers is bounded.</summary>
public sealed class HeldBytesTests
{
    [Fact]
    public async Task Lets_nobody_begin_more_while_too_much_waits()
    {
        var held = new HeldBytes(10);
        await held.Room(default);
        held.Add(10);
        await held.Room(default);
        held.Add(1);
        var room = held.Room(default);
        Assert.False(room.IsCompleted);
        held.Add(-1);
        await room;
        held.Add(5);
        Assert.False(held.Room(default).IsCompleted);
    }

    [Fact]
    public async Task Ends_waiting_when_nobody_wants_it_any_more()
    {
        using var stop = new CancellationTokenSource();
        var held = new HeldBytes(0);
        held.Add(1);
        var room = held.Room(stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => room);
    }
}
