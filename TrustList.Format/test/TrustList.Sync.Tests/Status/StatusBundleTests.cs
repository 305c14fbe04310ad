using TrustList.Format.Bundles;
using TrustList.Format.Status;
using TrustList.Sync.Status;
using TrustList.Testing;

namespace TrustList.Sync.Tests.Status;

/// <summary>A bundle takes the nation's status to a machine that is never online.</summary>
public sealed class StatusBundleTests
{
    [Fact]
    public async Task Takes_the_status_to_a_machine_that_is_never_online()
    {
        await using var bed = await SyncBed.StartAsync();
        var trust = (await bed.SyncedAsync()).State!;
        var status = new SimulatedStatus(null);
        status.Change(bed.Shanghai, SyncBed.Start, (7, StatusValue.Invalid));
        status.Change(bed.Suzhou, SyncBed.Start, (8, StatusValue.Suspended));
        status.Seal(SyncBed.Start);
        status.Serve(bed.Hub, 0);
        using var http = TrustClient.CreateHttpClient();
        Assert.True((await new StatusClient(new StatusStore(bed.Disk), bed.Hub.Url, http, bed.Clock).PullAsync(trust)).Ok);

        var exported = await BundleExport.RunAsync(new TrustStore(bed.Disk), new StatusStore(bed.Disk), bed.Clock);
        var bundle = TrustBundle.Read(exported.Bundle!.Write()).Value;
        Assert.Contains("state/nation", bundle.Paths);
        var disk = new MemoryFileStore();
        var imported = await BundleImport.RunAsync(new TrustStore(disk), bed.Repository.Anchor, bundle, bed.Clock);
        Assert.True((await BundleImport.StatusAsync(new StatusStore(disk), imported.State!, bundle, bed.Clock))!.Ok);
        var stored = new StatusStore(disk).Load(imported.State!, bed.Clock.Now).Status!;
        Assert.Equal((StatusValue.Invalid, StatusValue.Suspended), (stored.Find("310000", 0, 7)!.Value, stored.Find("320500", 0, 8)!.Value));
        Assert.True((await BundleImport.RunAsync(new TrustStore(disk), bed.Repository.Anchor, bundle, bed.Clock)).Ok);
    }

    [Fact]
    public async Task Rejects_a_bundle_whose_status_is_spoilt_and_keeps_the_trust_list()
    {
        await using var bed = await SyncBed.StartSmallAsync();
        await bed.SyncedAsync();
        var without = (await BundleExport.RunAsync(new TrustStore(bed.Disk), new StatusStore(bed.Disk), bed.Clock)).Bundle!;
        Assert.DoesNotContain("state/nation", without.Paths);
        var files = without.Paths.ToDictionary(path => path, path => without.TryFind(path, out var content) ? content : throw new InvalidOperationException(path));
        var bundle = TrustBundle.Of(bed.Clock.Now, new Dictionary<string, ReadOnlyMemory<byte>>(files) { ["state/nation"] = new byte[100] }).Value;
        var disk = new MemoryFileStore();
        var imported = await BundleImport.RunAsync(new TrustStore(disk), bed.Repository.Anchor, bundle, bed.Clock);
        Assert.True(imported.Ok);
        Assert.Equal(MirrorFault.Malformed, (await BundleImport.StatusAsync(new StatusStore(disk), imported.State!, bundle, bed.Clock))!.Fault);
        Assert.Null(await BundleImport.StatusAsync(new StatusStore(disk), imported.State!, without, bed.Clock));
        Assert.Equal(LoadFault.Empty, new StatusStore(disk).Load(imported.State!, bed.Clock.Now).Fault);
    }
}
