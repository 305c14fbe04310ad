using TrustList.Format.Encoding;
using TrustList.Format.Metadata;
using TrustList.Format.Signing;
using TrustList.Testing;

namespace TrustList.Sync.Tests;

public sealed class RootRotationTests
{
    [Fact]
    public async Task Keeps_a_newer_root_when_a_later_step_fails()
    {
        await using var bed = await SyncBed.StartAsync();
        await bed.SyncedAsync();
        bed.Repository.RotateRoot();
        bed.Repository.RotateRoot();
        bed.Serve();
        bed.Hub.Misbehave(Misbehaviour.Withhold, path => path.EndsWith("timestamp.json", StringComparison.Ordinal));
        Assert.Equal(SyncFault.NotServed, (await bed.Client.SyncAsync()).Fault);
        Assert.Equal(1, bed.Load().State!.Versions.Root);

        bed.Hub.Behave();
        bed.Hub.ForgetRequests();
        var outcome = await bed.NewClient().SyncAsync();
        Assert.Equal("/tuf/4.root.json", bed.Hub.Requests[0]);
        Assert.Equal((true, 3L), (outcome.Ok, outcome.State!.Versions.Root));
        Assert.Equal(3, bed.Load().State!.Versions.Root);
    }

    [Fact]
    public async Task Follows_rotated_keys_of_every_role()
    {
        await using var bed = await SyncBed.StartAsync();
        await bed.SyncedAsync();
        bed.Repository.TimestampKey = Key();
        bed.Repository.SnapshotKey = Key();
        bed.Repository.TargetsKeys = [Key(), Key(), Key()];
        bed.Repository.RotateRoot();
        bed.PublishLater();
        Assert.Equal((2L, 2L), ((await bed.SyncedAsync()).State!.Versions.Root, bed.Load().State!.Versions.Snapshot));
    }

    [Fact]
    public async Task Recovers_from_a_fast_forward_once_the_online_keys_are_rotated_also_where_the_first_attempt_broke_off()
    {
        await using var bed = await SyncBed.StartAsync();
        var meta = new MetaFile(1, bed.Repository.Files["1.snapshot.json"].Length, Convert.ToHexStringLower(
            System.Security.Cryptography.SHA256.HashData(bed.Repository.Files["1.snapshot.json"])));
        bed.Hub.Files = bed.Hub.Files.SetItem("timestamp.json", MetadataWriter.Write(
            new TimestampRole(1_000_000, bed.Clock.Now.AddDays(1), meta), bed.Repository.TimestampKey));
        Assert.Equal(1_000_000, (await bed.SyncedAsync()).State!.Versions.Timestamp);

        bed.PublishLater();
        Assert.Equal(SyncFault.RolledBack, (await bed.Client.SyncAsync()).Fault);

        // The thief's key goes; the first client to learn of it cannot finish.
        bed.Repository.TimestampKey = Key();
        bed.Repository.RotateRoot();
        bed.PublishLater();
        bed.Hub.Misbehave(Misbehaviour.Withhold, path => path.EndsWith("timestamp.json", StringComparison.Ordinal));
        Assert.Equal(SyncFault.NotServed, (await bed.Client.SyncAsync()).Fault);
        bed.Hub.Behave();
        Assert.Equal(3, (await bed.NewClient().SyncAsync()).State!.Versions.Timestamp);
    }

    [Fact]
    public async Task Rejects_an_expired_root_though_it_was_followed()
    {
        await using var bed = await SyncBed.StartAsync();
        await bed.SyncedAsync();
        bed.Repository.Now = bed.Clock.Now = SyncBed.Start.AddDays(366);
        bed.Repository.Publish();
        bed.Serve();
        var outcome = await bed.Client.SyncAsync();
        Assert.Equal((SyncFault.Frozen, MetadataFault.Expired), (outcome.Fault, outcome.MetadataFault));
        bed.Repository.RotateRoot();
        bed.Serve();
        Assert.Equal(2, (await bed.SyncedAsync()).State!.Versions.Root);
    }

    [Fact]
    public async Task Rejects_an_endless_chain_of_roots_and_goes_on_from_where_it_came()
    {
        await using var bed = await SyncBed.StartAsync();
        for (var i = 0; i < Limits.RootRotations + 1; i++)
            bed.Repository.RotateRoot();
        bed.Serve();
        var outcome = await bed.Client.SyncAsync();
        Assert.Equal((SyncFault.TooLarge, MetadataFault.TooManyRoots), (outcome.Fault, outcome.MetadataFault));
        Assert.Equal(Limits.RootRotations + 2, (await bed.SyncedAsync()).State!.Versions.Root);
    }

    private static SoftwareSigner Key() => SoftwareSigner.Create(SignatureAlgorithm.ES256);
}
