using TrustList.Format.Metadata;
using TrustList.Testing;

namespace TrustList.Sync.Tests;

/// <summary>A hub that shows a newer list and then withholds a part of it cannot go back behind what it showed.</summary>
public sealed class FloorTests
{
    [Theory]
    [InlineData("2.snapshot.json")]
    [InlineData("2.targets.json")]
    [InlineData("2.region-310000.json")]
    public async Task Rejects_a_rollback_behind_a_timestamp_that_a_broken_off_run_saw(string withheld)
    {
        await using var bed = await SyncBed.StartAsync();
        await bed.SyncedAsync();
        var old = bed.Repository.Files;
        bed.PublishLater();
        bed.Hub.Files = bed.Hub.Files.Remove(withheld);
        Assert.Equal(SyncFault.NotServed, (await bed.Client.SyncAsync()).Fault);

        bed.Hub.Files = old;
        var outcome = await bed.NewClient().SyncAsync();
        Assert.Equal((SyncFault.RolledBack, MetadataFault.Rollback), (outcome.Fault, outcome.MetadataFault));
        Assert.Equal(1, bed.Load().State!.Versions.Snapshot);

        bed.Serve();
        var client = bed.NewClient();
        Assert.Equal(2, (await client.SyncAsync()).State!.Versions.Snapshot);
        bed.Hub.ForgetRequests();
        Assert.False((await client.SyncAsync()).Changed);
        Assert.Equal(["/tuf/2.root.json", "/tuf/timestamp.json"], bed.Hub.Requests);
    }

    [Fact]
    public async Task Rejects_a_rollback_behind_the_first_timestamp_ever_seen()
    {
        await using var bed = await SyncBed.StartAsync();
        var old = bed.Repository.Files;
        bed.PublishLater();
        bed.Hub.Files = bed.Hub.Files.Remove("2.snapshot.json");
        Assert.Equal(SyncFault.NotServed, (await bed.Client.SyncAsync()).Fault);
        bed.Hub.Files = old;
        Assert.Equal(SyncFault.RolledBack, (await bed.NewClient().SyncAsync()).Fault);
        Assert.Equal(LoadFault.Empty, bed.Load().Fault);
    }

    [Fact]
    public async Task Rejects_a_snapshot_that_lowers_a_role_which_a_broken_off_run_saw()
    {
        await using var bed = await SyncBed.StartAsync();
        await bed.SyncedAsync();
        var old = bed.Repository.Files;
        bed.PublishLater();
        bed.Hub.Files = bed.Hub.Files.Remove("2.targets.json");
        Assert.Equal(SyncFault.NotServed, (await bed.Client.SyncAsync()).Fault);

        // The online keys can sign the old versions under new numbers: only the snapshot seen tells.
        var meta = MetadataReader.Snapshot(old["1.snapshot.json"]).Value.Signed.Meta;
        var snapshot = MetadataWriter.Write(new SnapshotRole(3, bed.Clock.Now.AddDays(1), meta), bed.Repository.SnapshotKey);
        bed.Hub.Files = old.SetItem("3.snapshot.json", snapshot).SetItem("timestamp.json", MetadataWriter.Write(
            new TimestampRole(3, bed.Clock.Now.AddDays(1), new MetaFile(3, snapshot.Length)), bed.Repository.TimestampKey));
        Assert.Equal(SyncFault.RolledBack, (await bed.NewClient().SyncAsync()).Fault);
    }

    [Fact]
    public async Task Recovers_from_a_fast_forward_that_only_a_broken_off_run_saw()
    {
        await using var bed = await SyncBed.StartAsync();
        await bed.SyncedAsync();
        bed.Hub.Files = bed.Hub.Files.SetItem("timestamp.json", MetadataWriter.Write(
            new TimestampRole(1_000_000, bed.Clock.Now.AddDays(1), new MetaFile(1_000_000)), bed.Repository.TimestampKey));
        Assert.Equal(SyncFault.NotServed, (await bed.Client.SyncAsync()).Fault);
        bed.PublishLater();
        Assert.Equal(SyncFault.RolledBack, (await bed.NewClient().SyncAsync()).Fault);

        bed.Repository.TimestampKey = Format.Signing.SoftwareSigner.Create(Format.Signing.SignatureAlgorithm.ES256);
        bed.Repository.RotateRoot();
        bed.PublishLater();
        Assert.Equal(3, (await bed.NewClient().SyncAsync()).State!.Versions.Timestamp);
    }

    [Fact]
    public async Task Keeps_the_roots_it_followed_when_its_caller_gives_up()
    {
        await using var bed = await SyncBed.StartAsync();
        await bed.SyncedAsync();
        bed.Repository.RotateRoot();
        bed.Serve();
        bed.Hub.Misbehave(Misbehaviour.Stall, path => path.EndsWith("timestamp.json", StringComparison.Ordinal));
        bed.Hub.ForgetRequests();
        using var patience = new CancellationTokenSource();
        var sync = bed.Client.SyncAsync(patience.Token);
        while (!bed.Hub.Requests.Contains("/tuf/timestamp.json"))
            await Task.Delay(10);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sync);
        bed.Hub.Behave();
        bed.Hub.ForgetRequests();
        Assert.True((await bed.NewClient().SyncAsync()).Ok);
        Assert.Equal("/tuf/3.root.json", bed.Hub.Requests[0]);
    }
}
