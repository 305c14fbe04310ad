using TrustList.Format.Registry;
using TrustList.Format.Status;
using TrustList.Format.Verification;
using TrustList.Testing;

namespace TrustList.Sync.Tests;

public sealed class StatusListSyncTests
{
    private static readonly SyncOptions WithLists = SyncBed.Patient with { FetchStatusLists = true };

    [Fact]
    public async Task Fetches_every_regions_lists_and_has_them_offline()
    {
        await using var bed = await SyncBed.StartAsync();
        var shanghai = Put(bed, bed.Shanghai, 1, (7, StatusValue.Invalid));
        var jiangsu = Put(bed, bed.Jiangsu, 1);
        var outcome = await bed.NewClient(WithLists).SyncAsync();
        Assert.True(outcome.Ok, outcome.Detail);
        Assert.Empty(outcome.StatusFaults);
        await bed.Hub.DisposeAsync();
        foreach (var state in new[] { outcome.State!, bed.Load().State! })
        {
            Assert.Equal(StatusValue.Invalid, state.FindStatusList("310000", shanghai)!.StatusOf(7));
            Assert.Equal(StatusValue.Valid, state.FindStatusList("310000", shanghai)!.StatusOf(8));
            Assert.NotNull(state.FindStatusList("320000", jiangsu));
            Assert.Null(state.FindStatusList("320000", shanghai));
        }
    }

    [Fact]
    public async Task Fetches_a_list_again_only_when_it_changed()
    {
        await using var bed = await SyncBed.StartAsync();
        var uri = Put(bed, bed.Shanghai, 1);
        await bed.NewClient(WithLists).SyncAsync();
        var client = bed.NewClient(WithLists);
        var same = await client.SyncAsync();
        Assert.Equal((2, false), (same.RequestCount, same.Changed));
        Assert.NotNull(same.State!.FindStatusList("310000", uri));

        Put(bed, bed.Shanghai, 2, (7, StatusValue.Suspended));
        var newer = await client.SyncAsync();
        Assert.True(newer.Changed);
        Assert.Equal(StatusValue.Suspended, newer.State!.FindStatusList("310000", uri)!.StatusOf(7));
        Assert.Equal(StatusValue.Suspended, bed.Load().State!.FindStatusList("310000", uri)!.StatusOf(7));
    }

    [Fact]
    public async Task Rejects_an_older_list_also_after_a_restart()
    {
        await using var bed = await SyncBed.StartAsync();
        var uri = Put(bed, bed.Shanghai, 5, (7, StatusValue.Invalid));
        await bed.NewClient(WithLists).SyncAsync();
        Put(bed, bed.Shanghai, 4);
        var outcome = await bed.NewClient(WithLists).SyncAsync();
        Assert.Equal(StatusListRefusal.NotNewer, Assert.Single(outcome.StatusFaults).Refusal);
        Assert.Equal(StatusValue.Invalid, outcome.State!.FindStatusList("310000", uri)!.StatusOf(7));
        Assert.True(outcome.Ok);
    }

    [Fact]
    public async Task Rejects_a_list_signed_by_another_regions_key()
    {
        await using var bed = await SyncBed.StartAsync();
        var uri = bed.Shanghai.Node!.StatusBase + "0";
        bed.Hub.PutStatusList(uri, bed.Jiangsu.StatusList(uri, 1, bed.Clock.Now));
        var outcome = await bed.NewClient(WithLists).SyncAsync();
        Assert.Equal(StatusListRefusal.NotVerified, Assert.Single(outcome.StatusFaults).Refusal);
        Assert.Empty(outcome.State!.StatusLists);
    }

    [Fact]
    public async Task Keeps_another_regions_list_apart_though_a_node_claims_its_address()
    {
        await using var bed = await SyncBed.StartAsync();
        var uri = Put(bed, bed.Shanghai, 1, (7, StatusValue.Invalid));
        bed.Jiangsu.Node = bed.Jiangsu.Node! with { StatusBase = bed.Shanghai.Node!.StatusBase };
        bed.PublishLater();
        var outcome = await bed.NewClient(WithLists).SyncAsync();
        Assert.Equal(("320000", StatusListRefusal.NotVerified), (Assert.Single(outcome.StatusFaults).Region, outcome.StatusFaults[0].Refusal));
        Assert.Equal(StatusValue.Invalid, outcome.State!.FindStatusList("310000", uri)!.StatusOf(7));
        Assert.Null(outcome.State.FindStatusList("320000", uri));
    }

    [Theory]
    [InlineData(Misbehaviour.ServerError, SyncFault.ServerError)]
    [InlineData(Misbehaviour.Drip, SyncFault.TimedOut)]
    [InlineData(Misbehaviour.Endless, SyncFault.TooLarge)]
    [InlineData(Misbehaviour.Truncate, SyncFault.Interrupted)]
    public async Task Survives_a_list_that_does_not_come_and_keeps_the_one_it_has(Misbehaviour what, SyncFault fault)
    {
        await using var bed = await SyncBed.StartAsync();
        var uri = Put(bed, bed.Shanghai, 1, (7, StatusValue.Invalid));
        await bed.NewClient(WithLists).SyncAsync();
        bed.Hub.Misbehave(what, path => path == new Uri(uri).AbsolutePath);
        var outcome = await bed.NewClient(fault == SyncFault.TimedOut ? SyncBed.Impatient with { FetchStatusLists = true } : WithLists).SyncAsync();
        Assert.True(outcome.Ok);
        Assert.Equal(fault, Assert.Single(outcome.StatusFaults).Transport);
        Assert.Equal(StatusValue.Invalid, outcome.State!.FindStatusList("310000", uri)!.StatusOf(7));
    }

    [Fact]
    public async Task Keeps_the_lists_when_the_trust_list_moves_on_and_drops_those_of_a_compromised_key()
    {
        await using var bed = await SyncBed.StartAsync();
        var shanghai = Put(bed, bed.Shanghai, 1);
        var jiangsu = Put(bed, bed.Jiangsu, 1);
        var client = bed.NewClient(WithLists);
        await client.SyncAsync();
        bed.PublishLater();
        bed.Hub.Misbehave(Misbehaviour.ServerError, path => path.StartsWith("/status/", StringComparison.Ordinal));
        var moved = await client.SyncAsync();
        Assert.NotNull(moved.State!.FindStatusList("310000", shanghai));

        var key = bed.Shanghai.Issuers.StatusKeys[0];
        bed.Shanghai.Issuers = bed.Shanghai.Issuers with
        {
            StatusKeys = [key with { History = key.History.Add(new(KeyState.Compromised, bed.Clock.Now, "Stolen in the test")) }],
        };
        bed.PublishLater();
        foreach (var state in new[] { (await client.SyncAsync()).State!, bed.Load().State! })
        {
            Assert.Null(state.FindStatusList("310000", shanghai));
            Assert.NotNull(state.FindStatusList("320000", jiangsu));
        }
    }

    [Fact]
    public async Task Asks_nothing_of_a_suspended_region()
    {
        await using var bed = await SyncBed.StartAsync();
        Put(bed, bed.Shanghai, 1);
        bed.Shanghai.Record = bed.Shanghai.Record with
        {
            History = bed.Shanghai.Record.History.Add(new(RegionState.Suspended, SyncBed.Start, "Held by the test")),
        };
        bed.PublishLater();
        var outcome = await bed.NewClient(WithLists).SyncAsync();
        Assert.True(outcome.Ok, outcome.Detail);
        Assert.Empty(outcome.State!.StatusLists);
        Assert.DoesNotContain(bed.Hub.Requests, path => path.StartsWith("/status/310000", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Fetches_a_list_again_that_was_not_in_force_when_the_store_was_loaded()
    {
        await using var bed = await SyncBed.StartAsync();
        var uri = Put(bed, bed.Shanghai, 1);
        await bed.NewClient(WithLists).SyncAsync();
        var client = bed.NewClient(WithLists);
        Become(bed, RegionState.Suspended);
        Assert.True((await client.SyncAsync()).Ok);

        Become(bed, RegionState.Active);
        var outcome = await bed.NewClient(WithLists).SyncAsync();
        Assert.NotNull(outcome.State!.FindStatusList("310000", uri));
        Assert.NotNull(bed.Load().State!.FindStatusList("310000", uri));
    }

    private static void Become(SyncBed bed, RegionState state)
    {
        bed.Shanghai.Record = bed.Shanghai.Record with { History = bed.Shanghai.Record.History.Add(new(state, bed.Clock.Now, "The test")) };
        bed.PublishLater();
    }

    private static string Put(SyncBed bed, RegionSimulator region, long version, params ReadOnlySpan<(int, StatusValue)> entries)
    {
        var uri = region.Node!.StatusBase + "0";
        bed.Hub.PutStatusList(uri, region.StatusList(uri, version, bed.Clock.Now, entries));
        return uri;
    }
}
