using TrustList.Testing;

namespace TrustList.Sync.Tests;

/// <summary>Every write can fail and still have happened: all of them, all three ways, then the store must be whole.</summary>
public sealed class CrashTests
{
    [Theory]
    [InlineData(DiskFault.Before)]
    [InlineData(DiskFault.After)]
    [InlineData(DiskFault.Half)]
    public async Task Survives_a_crash_at_any_write_of_the_first_sync(DiskFault fault)
    {
        await using var bed = await SyncBed.StartSmallAsync();
        var crashes = 0;
        for (var operation = 0; ; operation++, crashes++)
        {
            var disk = new MemoryFileStore();
            var faulty = new FaultyStore(disk, operation, fault, crash: true);
            var outcome = await bed.NewClient(disk: faulty).SyncAsync();
            if (!faulty.Struck)
            {
                Assert.True(outcome.Ok, outcome.Detail);
                break;
            }
            // The sweep after the swap may fail without harm; before the swap, nothing is in force.
            var loaded = TrustClient.Load(new TrustStore(disk), bed.Clock.Now);
            Assert.True(loaded.Fault is LoadFault.Empty || loaded.State!.Versions.Snapshot == 1, $"{operation}: {loaded.Fault} {loaded.Detail}");
            if (outcome.Ok)
                Assert.Null(loaded.Fault);
            await AssertWholeAfterTheNextSync(bed, disk, snapshot: 1);
        }
        Assert.True(crashes >= 20, $"{crashes} operations");
    }

    [Theory]
    [InlineData(DiskFault.Before)]
    [InlineData(DiskFault.After)]
    [InlineData(DiskFault.Half)]
    public async Task Survives_a_crash_at_any_write_of_a_later_sync(DiskFault fault)
    {
        await using var bed = await SyncBed.StartSmallAsync();
        var before = bed.Repository.Files;
        bed.PublishLater();
        bed.Repository.RotateRoot();
        bed.Repository.Publish();
        var after = bed.Repository.Files;
        var (crashes, kept, taken) = (0, 0, 0);
        for (var operation = 0; ; operation++, crashes++)
        {
            var disk = new MemoryFileStore();
            bed.Hub.Files = before;
            Assert.True((await bed.NewClient(disk: disk).SyncAsync()).Ok);
            bed.Hub.Files = after;
            var faulty = new FaultyStore(disk, operation, fault, crash: true);
            await bed.NewClient(disk: faulty).SyncAsync();
            if (!faulty.Struck)
                break;
            var loaded = TrustClient.Load(new TrustStore(disk), bed.Clock.Now);
            Assert.True(loaded.State?.Versions is { Root: 1, Snapshot: 1 } or { Root: 2, Snapshot: 3 }, $"{operation}: {loaded.Fault} {loaded.Detail}");
            _ = loaded.State!.Versions.Snapshot == 1 ? kept++ : taken++;
            await AssertWholeAfterTheNextSync(bed, disk, snapshot: 3);
        }
        Assert.True(kept >= 12 && taken >= 5, $"{crashes} operations, {kept} kept, {taken} taken");
    }

    [Theory]
    [InlineData(DiskFault.Before)]
    [InlineData(DiskFault.After)]
    [InlineData(DiskFault.Half)]
    public async Task Survives_a_disk_that_fails_once_in_a_process_that_goes_on(DiskFault fault)
    {
        await using var bed = await SyncBed.StartSmallAsync();
        var before = bed.Repository.Files;
        bed.PublishLater();
        var failures = 0;
        for (var operation = 0; ; operation++)
        {
            var disk = new MemoryFileStore();
            bed.Hub.Files = before;
            Assert.True((await bed.NewClient(disk: disk).SyncAsync()).Ok);
            bed.Serve();
            var faulty = new FaultyStore(disk, operation, fault, crash: false);
            var client = bed.NewClient(disk: faulty);
            var outcome = await client.SyncAsync();
            if (!faulty.Struck)
                break;
            Assert.True(outcome.Ok || outcome.Fault == SyncFault.StoreFailed, $"{outcome.Fault}");
            Assert.Equal(outcome.Ok ? 2 : 1, outcome.State!.Versions.Snapshot);
            failures += outcome.Ok ? 0 : 1;
            var next = await client.SyncAsync();
            Assert.Equal((true, 2L), (next.Ok, next.State!.Versions.Snapshot));
            Assert.Equal(2, TrustClient.Load(new TrustStore(disk), bed.Clock.Now).State!.Versions.Snapshot);
        }
        Assert.True(failures >= 10, $"{failures} failures");
    }

    [Fact]
    public async Task Starts_anew_from_the_anchor_where_a_stored_file_was_altered()
    {
        await using var bed = await SyncBed.StartAsync();
        await bed.SyncedAsync();
        var blob = bed.Disk.Names.First(name => name.StartsWith("blobs/", StringComparison.Ordinal));
        var content = bed.Disk.Read(blob)!;
        content[10] ^= 1;
        bed.Disk.Write(blob, content);
        Assert.Equal((LoadFault.Damaged, null), (bed.Load().Fault, bed.Load().State));
        Assert.True((await bed.NewClient().SyncAsync()).Ok);
        Assert.Null(bed.Load().Fault);
    }

    [Fact]
    public async Task Rejects_a_stored_list_that_was_exchanged_with_its_hash()
    {
        await using var bed = await SyncBed.StartAsync();
        await bed.SyncedAsync();
        // Whoever can write the folder can name any bytes in the manifest, but cannot sign them.
        var manifest = System.Text.Encoding.UTF8.GetString(bed.Disk.Read("current.json")!);
        var forged = System.Text.Encoding.UTF8.GetString(bed.Repository.Files["1.targets.json"]).Replace("\"version\":1", "\"version\":2", StringComparison.Ordinal);
        var (old, name) = (Name(bed.Repository.Files["1.targets.json"]), Name(System.Text.Encoding.UTF8.GetBytes(forged)));
        bed.Disk.Write("blobs/" + name, System.Text.Encoding.UTF8.GetBytes(forged));
        bed.Disk.Write("current.json", System.Text.Encoding.UTF8.GetBytes(manifest.Replace(old, name, StringComparison.Ordinal)));
        Assert.Equal((LoadFault.NotVerified, null), (bed.Load().Fault, bed.Load().State));
    }

    [Fact]
    public async Task Keeps_its_state_in_a_folder_of_the_real_disk()
    {
        var folder = Directory.CreateTempSubdirectory("trust-store-test");
        try
        {
            await using var bed = await SyncBed.StartAsync();
            var disk = new DirectoryFileStore(Path.Combine(folder.FullName, "state"));
            Assert.Equal(LoadFault.Empty, TrustClient.Load(new TrustStore(disk), bed.Clock.Now).Fault);
            Assert.True((await bed.NewClient(disk: disk).SyncAsync()).Ok);
            bed.PublishLater();
            Assert.True((await bed.NewClient(disk: disk).SyncAsync()).Ok);
            var loaded = TrustClient.Load(TrustStore.Open(Path.Combine(folder.FullName, "state")), bed.Clock.Now);
            Assert.Equal((null, 2L), (loaded.Fault, loaded.State!.Versions.Snapshot));
            Assert.DoesNotContain(Directory.EnumerateFiles(folder.FullName, "*", SearchOption.AllDirectories), file => file.EndsWith(".new", StringComparison.Ordinal));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Name(byte[] content) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content));

    private static async Task AssertWholeAfterTheNextSync(SyncBed bed, MemoryFileStore disk, long snapshot)
    {
        var next = await bed.NewClient(disk: disk).SyncAsync();
        Assert.True(next.Ok, next.Detail);
        var loaded = TrustClient.Load(new TrustStore(disk), bed.Clock.Now);
        Assert.Equal((null, snapshot), (loaded.Fault, loaded.State?.Versions.Snapshot));
    }
}
