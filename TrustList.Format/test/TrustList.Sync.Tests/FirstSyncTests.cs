using TrustList.Format.Registry;
using TrustList.Format.Verification;

namespace TrustList.Sync.Tests;

public sealed class FirstSyncTests
{
    [Fact]
    public async Task Accepts_a_whole_list_from_the_anchor()
    {
        await using var bed = await SyncBed.StartAsync();
        var outcome = await bed.SyncedAsync();
        var state = outcome.State!;
        Assert.True(outcome.Changed);
        Assert.Equal(["310000", "320000", "320500"], state.Issuers.Keys.Order());
        Assert.Equal(["310000", "320000", "320500"], state.Nodes.Keys.Order());
        Assert.Empty(state.Excluded);
        Assert.Empty(state.NodesExcluded);
        Assert.Equal((1, 1, 1, 1), (state.Versions.Root, state.Versions.Timestamp, state.Versions.Snapshot, state.Versions.Targets));
        Assert.Equal(SyncBed.Start.AddDays(1), state.ValidUntil);
        Assert.Equal(RegionStanding.Active, state.StandingOf("310000", bed.Clock.Now));
        Assert.Equal(CertificateRole.DocumentSigner, state.FindAuthority(state.Issuers["310000"].Certificates[1].Thumbprint)!.Certificate.Role);
    }

    [Fact]
    public async Task Loads_offline_what_was_synced_also_long_after_it_expired()
    {
        await using var bed = await SyncBed.StartAsync();
        var synced = await bed.SyncedAsync();
        await bed.Hub.DisposeAsync();

        var loaded = bed.Load();
        Assert.Null(loaded.Fault);
        Assert.False(loaded.IsExpired);
        Assert.Equal(synced.State!.Versions, loaded.State!.Versions);
        Assert.Equal(synced.State.Authorities.Keys.Order(), loaded.State.Authorities.Keys.Order());
        Assert.Equal(SyncBed.Start.AddMinutes(1), loaded.SyncedAt);

        bed.Clock.Now += TimeSpan.FromDays(400);
        var late = bed.Load();
        Assert.True(late.IsExpired);
        Assert.Equal(RegionStanding.Expired, late.State!.StandingOf("310000", bed.Clock.Now));
    }

    [Fact]
    public async Task Asks_twice_when_nothing_changed()
    {
        await using var bed = await SyncBed.StartAsync();
        await bed.SyncedAsync();
        bed.Hub.ForgetRequests();
        var again = await bed.SyncedAsync();
        Assert.False(again.Changed);
        Assert.Equal(2, again.RequestCount);
        Assert.Equal(["/tuf/2.root.json", "/tuf/timestamp.json"], bed.Hub.Requests);
    }

    [Fact]
    public async Task Asks_twice_when_nothing_changed_also_after_a_restart()
    {
        await using var bed = await SyncBed.StartAsync();
        await bed.SyncedAsync();
        var again = await bed.NewClient().SyncAsync();
        Assert.True(again.Ok, again.Detail);
        Assert.Equal((2, false), (again.RequestCount, again.Changed));
        Assert.Equal(3, again.State!.Issuers.Count);
    }

    [Fact]
    public async Task Asks_twice_when_only_the_timestamp_was_renewed_and_stays_valid_longer()
    {
        await using var bed = await SyncBed.StartAsync();
        var first = await bed.SyncedAsync();
        bed.Clock.Now += TimeSpan.FromMinutes(15);
        bed.Repository.Now = bed.Clock.Now;
        bed.Repository.RenewTimestamp();
        bed.Serve();
        var renewed = await bed.SyncedAsync();
        Assert.Equal((2, true), (renewed.RequestCount, renewed.Changed));
        Assert.True(renewed.State!.ValidUntil > first.State!.ValidUntil);
        Assert.Equal(renewed.State.ValidUntil, bed.Load().State!.ValidUntil);
    }

    [Fact]
    public async Task Follows_a_new_version()
    {
        await using var bed = await SyncBed.StartAsync();
        await bed.SyncedAsync();
        bed.Shanghai.Record = bed.Shanghai.Record with
        {
            History = bed.Shanghai.Record.History.Add(new(RegionState.Suspended, SyncBed.Start.AddMinutes(30), "Held by the test")),
        };
        bed.PublishLater();
        var outcome = await bed.SyncedAsync();
        Assert.Equal(RegionStanding.Suspended, outcome.State!.StandingOf("310000", bed.Clock.Now));
        Assert.Null(outcome.State.FindRoute("310000", bed.Clock.Now));
        Assert.Equal(RegionStanding.Active, outcome.State.StandingOf("320000", bed.Clock.Now));
        Assert.NotNull(outcome.State.FindRoute("320000", bed.Clock.Now));
    }

    [Fact]
    public async Task Rejects_an_anchor_that_is_no_root()
    {
        await using var bed = await SyncBed.StartAsync();
        var outcome = await bed.NewClient(anchor: "{}"u8.ToArray()).SyncAsync();
        Assert.Equal((SyncFault.AnchorRefused, null, 0), (outcome.Fault, outcome.State, outcome.RequestCount));
    }

    [Fact]
    public async Task Rejects_the_list_of_another_federation()
    {
        await using var bed = await SyncBed.StartAsync();
        await using var other = await SyncBed.StartAsync();
        var outcome = await bed.NewClient(anchor: other.Repository.Anchor).SyncAsync();
        Assert.Equal((SyncFault.Forged, null), (outcome.Fault, outcome.State));
    }

    [Fact]
    public async Task Reads_nothing_where_nothing_was_synced()
    {
        await using var bed = await SyncBed.StartAsync();
        Assert.Equal((LoadFault.Empty, null), (bed.Load().Fault, bed.Load().State));
    }
}
