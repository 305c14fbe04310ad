using TrustList.Format.Encoding;
using TrustList.Format.Metadata;
using TrustList.Testing;

namespace TrustList.Sync.Tests.Adapter;

/// <summary>The folder of a client of any repository changes file by file: whatever breaks off in between, the next run goes on.</summary>
public sealed class FolderCrashTests
{
    [Theory]
    [InlineData(DiskFault.Before)]
    [InlineData(DiskFault.After)]
    [InlineData(DiskFault.Half)]
    public async Task Survives_a_crash_at_any_change_of_the_folder(DiskFault fault)
    {
        await using var bed = await TufBed.StartAsync();
        var before = bed.Hub.Files;
        bed.Rotate(RoleNames.Timestamp, RoleNames.Snapshot);
        bed.AddTarget(RoleNames.Targets, "one.txt", "one");
        bed.Publish(RoleNames.Targets);
        var after = bed.Hub.Files;
        using var http = TrustClient.CreateHttpClient();
        var crashes = 0;
        for (var operation = 0; ; operation++, crashes++)
        {
            var (disk, targets) = (new MemoryFileStore(), new MemoryFileStore());
            bed.Hub.Files = before;
            Assert.True(TufClient.Init(disk, before["1.root.json"]).Ok);
            Assert.True((await Client(disk).RefreshAsync()).Ok);
            bed.Hub.Files = after;
            var faulty = new FaultyStore(disk, operation, fault, crash: true);
            await Client(faulty).DownloadAsync(["one.txt"], targets);
            if (!faulty.Struck)
                break;
            Assert.All(disk.Names.Where(name => name.EndsWith(".json", StringComparison.Ordinal)), name => Assert.InRange(Version(disk, name), 1, 2));
            var outcome = await Client(disk).DownloadAsync(["one.txt"], targets);
            Assert.True(outcome.Ok, $"{operation}: {outcome.Fault} {outcome.Detail}");
            Assert.Equal([2, 2, 2, 2], new[] { "root", "timestamp", "snapshot", "targets" }.Select(role => Version(disk, role + ".json")));
            Assert.Equal("one"u8.ToArray(), targets.Read("one.txt"));
        }
        Assert.True(crashes >= 10, $"{crashes} operations");

        TufClient Client(IFileStore folder) => new(
            folder, new TufRepository(new Uri(bed.Hub.Url, "tuf/"), new Uri(bed.Hub.Url, "tuf/targets/")), http, TimeProvider.System, SyncBed.Patient);
    }

    private static long Version(MemoryFileStore disk, string name) =>
        CanonicalJson.Parse(disk.Read(name), Limits.MetadataBytes).Value["signed"]!["version"]!.GetValue<long>();
}
