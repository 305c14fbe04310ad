using TrustList.Testing;

namespace TrustList.Sync.Tests;

/// <summary>What goes wrong on the wire: each with its own reason, in bounded time, the good state kept.</summary>
public sealed class TransportFaultTests
{
    [Theory]
    [InlineData(Misbehaviour.ServerError, SyncFault.ServerError)]
    [InlineData(Misbehaviour.Reset, SyncFault.Unreachable)]
    [InlineData(Misbehaviour.Truncate, SyncFault.Interrupted)]
    [InlineData(Misbehaviour.Drip, SyncFault.TimedOut)]
    [InlineData(Misbehaviour.Stall, SyncFault.TimedOut)]
    [InlineData(Misbehaviour.Endless, SyncFault.TooLarge)]
    [InlineData(Misbehaviour.Withhold, SyncFault.NotServed)]
    [InlineData(Misbehaviour.Redirect, SyncFault.NotServed)]
    [InlineData(Misbehaviour.Forbidden, SyncFault.NotServed)]
    [InlineData(Misbehaviour.InternalError, SyncFault.ServerError)]
    [InlineData(Misbehaviour.GzipBomb, SyncFault.TooLarge)]
    public async Task Survives(Misbehaviour what, SyncFault fault)
    {
        await using var bed = await SyncBed.StartAsync();
        await bed.SyncedAsync();
        bed.PublishLater();
        var slow = fault == SyncFault.TimedOut;
        var client = bed.NewClient(slow ? SyncBed.Impatient : null);
        foreach (var file in slow ? ["timestamp.json"] : new[] { "timestamp.json", "2.snapshot.json", "2.targets.json", "2.region-310000.json", "2.node-310000.json" })
        {
            bed.Hub.Behave();
            bed.Hub.Misbehave(what, path => path == "/tuf/" + file);
            var outcome = await client.SyncAsync();
            Assert.Equal(fault, outcome.Fault);
            if (!slow) // On a busy machine another file may be the one that is late.
                Assert.Contains(file, outcome.Detail, StringComparison.Ordinal);
            Assert.Equal(1, outcome.State!.Versions.Snapshot);
            Assert.Equal(1, bed.Load().State!.Versions.Snapshot);
        }
        bed.Hub.Behave();
        Assert.Equal(2, (await bed.SyncedAsync()).State!.Versions.Snapshot);
    }

    [Theory]
    [InlineData(Misbehaviour.ShortLength)]
    [InlineData(Misbehaviour.OneByteMore)]
    [InlineData(Misbehaviour.Html)]
    [InlineData(Misbehaviour.Gzip)]
    public async Task Rejects_a_timestamp_that_came_otherwise_than_it_was_signed(Misbehaviour what)
    {
        await using var bed = await SyncBed.StartAsync();
        bed.Hub.Misbehave(what, path => path == "/tuf/timestamp.json");
        Assert.Equal(SyncFault.Malformed, (await bed.Client.SyncAsync()).Fault);
        bed.Hub.Behave();
        await bed.SyncedAsync();
    }

    [Fact]
    public async Task Survives_a_hub_that_is_down()
    {
        await using var bed = await SyncBed.StartAsync();
        await bed.SyncedAsync();
        await bed.Hub.DisposeAsync();
        var outcome = await bed.Client.SyncAsync();
        Assert.Equal((SyncFault.Unreachable, 3), (outcome.Fault, outcome.State!.Issuers.Count));
    }

    [Fact]
    public async Task Asks_again_after_a_transport_fault()
    {
        await using var bed = await SyncBed.StartAsync();
        bed.Hub.Misbehave(Misbehaviour.ServerError, path => path.EndsWith("timestamp.json", StringComparison.Ordinal), times: 1);
        bed.Hub.Misbehave(Misbehaviour.Reset, path => path.EndsWith("1.snapshot.json", StringComparison.Ordinal), times: 2);
        var client = bed.NewClient(SyncBed.Patient with { Retries = 2, RetryDelay = TimeSpan.FromMilliseconds(5) });
        var outcome = await client.SyncAsync();
        Assert.True(outcome.Ok, $"{outcome.Fault}: {outcome.Detail}");
        Assert.Equal(2, bed.Hub.Requests.Count(path => path.EndsWith("timestamp.json", StringComparison.Ordinal)));
        Assert.Equal(3, bed.Hub.Requests.Count(path => path.EndsWith("1.snapshot.json", StringComparison.Ordinal)));
        Assert.Equal(bed.Hub.Requests.Count, outcome.RequestCount);
    }

    [Fact]
    public async Task Never_asks_again_for_a_file_that_does_not_verify()
    {
        await using var bed = await SyncBed.StartAsync();
        bed.Hub.Files = bed.Hub.Files.SetItem("timestamp.json", "{}"u8.ToArray());
        var client = bed.NewClient(SyncBed.Patient with { Retries = 2, RetryDelay = TimeSpan.FromMilliseconds(5) });
        Assert.Equal(SyncFault.Malformed, (await client.SyncAsync()).Fault);
        Assert.Equal(["/tuf/2.root.json", "/tuf/timestamp.json"], bed.Hub.Requests);
    }

    [Fact]
    public async Task Ends_the_whole_run_in_its_time()
    {
        await using var bed = await SyncBed.StartAsync();
        await bed.SyncedAsync();
        bed.PublishLater();
        bed.Hub.Misbehave(Misbehaviour.Stall, _ => true);
        var client = bed.NewClient(new SyncOptions { RunTimeout = TimeSpan.FromMilliseconds(300), FetchStatusLists = false });
        var outcome = await client.SyncAsync();
        Assert.Equal((SyncFault.TimedOut, 3), (outcome.Fault, outcome.State!.Issuers.Count));
    }

    [Fact]
    public async Task Throws_only_when_the_caller_gives_up()
    {
        await using var bed = await SyncBed.StartAsync();
        bed.Hub.Misbehave(Misbehaviour.Stall, _ => true);
        using var impatience = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bed.Client.SyncAsync(impatience.Token));
        bed.Hub.Behave();
        await bed.SyncedAsync();
    }
}
