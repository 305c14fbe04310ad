using TrustList.Format.Bundles;
using TrustList.Format.Signing;
using TrustList.Format.Status;
using TrustList.Format.Verification;
using TrustList.Testing;

namespace TrustList.Sync.Tests;

public sealed class BundleTests
{
    private static readonly SyncOptions WithLists = SyncBed.Patient with { FetchStatusLists = true };

    [Fact]
    public async Task Accepts_a_bundle_on_a_machine_that_was_never_online()
    {
        await using var bed = await SyncBed.StartAsync();
        var uri = bed.Shanghai.Node!.StatusBase + "1";
        bed.Hub.PutStatusList(uri, bed.Shanghai.StatusList(uri, 1, bed.Clock.Now, (7, StatusValue.Invalid)));
        var online = await bed.NewClient(WithLists).SyncAsync();
        var bundle = await ExportAsync(bed);
        await bed.Hub.DisposeAsync();

        var disk = new MemoryFileStore();
        var imported = await ImportAsync(bed, bundle, disk);
        Assert.True(imported.Ok, $"{imported.Fault}: {imported.Detail}");
        Assert.Empty(imported.StatusFaults);
        var state = TrustClient.Load(new TrustStore(disk), bed.Clock.Now).State!;
        Assert.Equal(online.State!.Versions, state.Versions);
        Assert.Equal(online.State.Authorities.Keys.Order(), state.Authorities.Keys.Order());
        Assert.Equal(StatusValue.Invalid, state.FindStatusList("310000", uri)!.StatusOf(7));
    }

    [Fact]
    public async Task Carries_the_whole_chain_of_roots_from_the_anchor_on()
    {
        await using var bed = await SyncBed.StartSmallAsync();
        await bed.SyncedAsync();
        for (var i = 0; i < 4; i++)
        {
            bed.Repository.TimestampKey = SoftwareSigner.Create(SignatureAlgorithm.ES256);
            bed.Repository.RotateRoot();
            bed.PublishLater();
            // Some while the client looked on, some while it slept.
            if (i % 2 == 1)
                await bed.NewClient().SyncAsync();
        }
        var bundle = await ExportAsync(bed);
        Assert.Equal(
            ["tuf/1.root.json", "tuf/2.root.json", "tuf/3.root.json", "tuf/4.root.json", "tuf/5.root.json"],
            bundle.Paths.Where(path => path.EndsWith(".root.json", StringComparison.Ordinal)));
        var imported = await ImportAsync(bed, bundle, new MemoryFileStore());
        Assert.Equal((true, 5), (imported.Ok, imported.State!.Versions.Root));
    }

    [Fact]
    public async Task Takes_an_emergency_notice_to_a_machine_that_is_never_online_and_keeps_it_there()
    {
        await using var bed = await NoticeSyncTests.StartAsync();
        await bed.SyncedAsync();
        var before = await ExportAsync(bed);
        NoticeSyncTests.PublishNotice(bed);
        await bed.SyncedAsync();
        var disk = new MemoryFileStore();
        await ImportAsync(bed, before, disk);
        var taken = (await ImportAsync(bed, await ExportAsync(bed), disk)).State!;
        Assert.Equal(RegionStanding.UnderNotice, taken.StandingOf("310000", bed.Clock.Now));
        Assert.Equal(SyncFault.RolledBack, (await ImportAsync(bed, before, disk)).Fault);
        Assert.Equal(RegionStanding.UnderNotice, TrustClient.Load(new TrustStore(disk), bed.Clock.Now).State!.StandingOf("310000", bed.Clock.Now));
    }

    [Fact]
    public async Task Gives_the_same_bytes_for_the_same_state()
    {
        await using var bed = await SyncBed.StartAsync();
        await bed.SyncedAsync();
        var first = (await ExportAsync(bed)).Write();
        bed.Clock.Now += TimeSpan.FromHours(1);
        Assert.Equal(first, (await ExportAsync(bed)).Write());
    }

    [Fact]
    public async Task Rejects_an_older_bundle_and_keeps_the_good_state()
    {
        await using var bed = await SyncBed.StartSmallAsync();
        await bed.SyncedAsync();
        var old = await ExportAsync(bed);
        bed.PublishLater();
        await bed.SyncedAsync();
        var disk = new MemoryFileStore();
        var newest = await ImportAsync(bed, await ExportAsync(bed), disk);
        var outcome = await ImportAsync(bed, old, disk);
        Assert.Equal(SyncFault.RolledBack, outcome.Fault);
        Assert.Equal(newest.State!.Versions, outcome.State!.Versions);
    }

    [Fact]
    public async Task Rejects_an_expired_bundle_at_export_and_at_import()
    {
        await using var bed = await SyncBed.StartSmallAsync();
        await bed.SyncedAsync();
        var bundle = await ExportAsync(bed);
        bed.Clock.Now += TimeSpan.FromDays(2);
        Assert.Equal(SyncFault.Frozen, (await ImportAsync(bed, bundle, new MemoryFileStore())).Fault);
        var export = await BundleExport.RunAsync(new TrustStore(bed.Disk), bed.Clock);
        Assert.Equal(BundleExportFault.WouldBeRefused, export.Fault);
        Assert.StartsWith("Frozen", export.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rejects_parts_of_two_bundles()
    {
        await using var bed = await SyncBed.StartSmallAsync();
        await bed.SyncedAsync();
        var old = await FilesAsync(bed);
        bed.PublishLater();
        await bed.SyncedAsync();
        var newest = await FilesAsync(bed);

        // The new timestamp over the old list: what it names is not there.
        Assert.Equal(SyncFault.NotServed, await ImportedAsync(bed, new(old) { ["tuf/timestamp.json"] = newest["tuf/timestamp.json"] }));
        // Old files under the new ones' names; a signature's length varies, so that either rule may be the first.
        foreach (var role in new[] { "snapshot", "targets", "region-310000", "node-310000" })
            Assert.True(
                await ImportedAsync(bed, new(newest) { [$"tuf/2.{role}.json"] = old[$"tuf/1.{role}.json"] }) is SyncFault.Mixed or SyncFault.TooLarge, role);
    }

    [Fact]
    public async Task Rejects_files_that_were_swapped_for_each_other()
    {
        await using var bed = await SyncBed.StartAsync();
        await bed.SyncedAsync();
        var files = await FilesAsync(bed);
        var paths = files.Keys.Where(path => path != "tuf/1.root.json").Order(StringComparer.Ordinal).ToList();
        Assert.True(paths.Count > 10);
        for (var i = 0; i < paths.Count; i++)
        {
            var (one, other) = (paths[i], paths[(i + 1) % paths.Count]);
            var fault = await ImportedAsync(bed, new(files) { [one] = files[other], [other] = files[one] });
            Assert.True(fault is not null, $"{one} and {other}");
        }
    }

    [Fact]
    public async Task Rejects_a_bundle_that_lacks_any_file()
    {
        await using var bed = await SyncBed.StartAsync();
        await bed.SyncedAsync();
        var files = await FilesAsync(bed);
        foreach (var path in files.Keys.Where(path => path != "tuf/1.root.json"))
        {
            var fewer = new Dictionary<string, ReadOnlyMemory<byte>>(files);
            fewer.Remove(path);
            Assert.Equal((path, SyncFault.NotServed), (path, await ImportedAsync(bed, fewer)));
        }
    }

    [Fact]
    public async Task Rejects_a_bundle_of_another_federation()
    {
        await using var bed = await SyncBed.StartSmallAsync();
        await using var other = await SyncBed.StartSmallAsync();
        await bed.SyncedAsync();
        await other.SyncedAsync();
        var disk = new MemoryFileStore();
        Assert.Equal(SyncFault.Forged, (await ImportAsync(bed, await ExportAsync(other), disk)).Fault);
        Assert.Null(TrustClient.Load(new TrustStore(disk), bed.Clock.Now).State);
    }

    [Fact]
    public async Task Says_that_there_is_nothing_to_export()
    {
        var outcome = await BundleExport.RunAsync(new TrustStore(new MemoryFileStore()), TimeProvider.System);
        Assert.Equal((null, BundleExportFault.NoState), (outcome.Bundle, outcome.Fault));
    }

    private static async Task<TrustBundle> ExportAsync(SyncBed bed)
    {
        var outcome = await BundleExport.RunAsync(new TrustStore(bed.Disk), bed.Clock);
        Assert.True(outcome.Bundle is not null, $"{outcome.Fault}: {outcome.Detail}");
        Assert.Empty(outcome.LeftOut);
        return TrustBundle.Read(outcome.Bundle.Write()).Value;
    }

    private static async Task<Dictionary<string, ReadOnlyMemory<byte>>> FilesAsync(SyncBed bed)
    {
        var bundle = await ExportAsync(bed);
        return bundle.Paths.ToDictionary(path => path, path => bundle.TryFind(path, out var content) ? content : throw new InvalidOperationException(path));
    }

    private static async Task<SyncFault?> ImportedAsync(SyncBed bed, Dictionary<string, ReadOnlyMemory<byte>> files) =>
        (await ImportAsync(bed, TrustBundle.Of(bed.Clock.Now, files).Value, new MemoryFileStore())).Fault;

    private static Task<SyncOutcome> ImportAsync(SyncBed bed, TrustBundle bundle, MemoryFileStore disk) =>
        BundleImport.RunAsync(new TrustStore(disk), bed.Repository.Anchor, bundle, bed.Clock);
}
