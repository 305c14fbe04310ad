using TrustList.Format.Status;
using TrustList.Sync.Status;
using TrustList.Testing;

namespace TrustList.Sync.Tests.Status;

/// <summary>Pulling a hub's packages into a device's store: the shortest way, over crashes, cuts and tampering.</summary>
public sealed class StatusStoreTests
{
    [Fact]
    public async Task Pulls_the_nation_first_and_rollups_after_it()
    {
        await using var bed = await StatusBed.StartAsync();
        Assert.Equal(["state/nation", "state/rollup/1m"], (await bed.PulledAsync()).Applied.Select(one => one.Path));
        bed.ChangeLater(bed.Shanghai, (8, StatusValue.Invalid));
        Assert.Equal(["state/rollup/1m"], (await bed.PulledAsync()).Applied.Select(one => one.Path));
        bed.Clock.Now += TimeSpan.FromHours(2);
        bed.ChangeLater(bed.Jiangsu, (3, StatusValue.Invalid));
        Assert.Equal(["state/rollup/6h"], (await bed.PulledAsync()).Applied.Select(one => one.Path));
        var stored = bed.Stored();
        Assert.Equal((StatusValue.Invalid, 2L, true), (stored.Find("310000", 0, 8)!.Value, stored.Find("310000", 0, 8)!.Epoch!.Value, stored.Find("310000", 0, 8)!.Witnessed));
        Assert.Equal((StatusValue.Invalid, StatusValue.Invalid, 3), (stored.Find("310000", 0, 7)!.Value, stored.Find("320000", 0, 3)!.Value, stored.OverlayChanges + 1));
        Assert.Empty(stored.Altered);
    }

    [Fact]
    public async Task Goes_on_from_its_store_after_a_restart()
    {
        await using var bed = await StatusBed.StartAsync();
        await bed.PulledAsync();
        bed.ChangeLater(bed.Shanghai, (8, StatusValue.Invalid));
        var restarted = bed.NewClient();
        Assert.Null(restarted.Load(bed.Trust).Fault);
        Assert.Equal(StatusValue.Invalid, restarted.Mirror.Find("310000", 0, 7)!.Value);
        Assert.Equal(["state/rollup/1m"], (await bed.PulledAsync(restarted)).Applied.Select(one => one.Path));
        Assert.Equal(StatusValue.Invalid, bed.Stored().Find("310000", 0, 8)!.Value);
    }

    [Fact]
    public async Task Takes_the_nation_where_no_rollup_reaches_back()
    {
        await using var bed = await StatusBed.StartAsync();
        await bed.PulledAsync();
        bed.ChangeLater(bed.Shanghai, (8, StatusValue.Invalid));
        bed.ChangeLater(bed.Shanghai, (9, StatusValue.Invalid));
        bed.Serve(2, _ => 1);
        Assert.Equal("state/nation", (await bed.PulledAsync()).Applied[0].Path);
        Assert.Equal(StatusValue.Invalid, bed.Stored().Find("310000", 0, 9)!.Value);
    }

    [Fact]
    public async Task Rejects_a_mirror_that_serves_an_older_state_and_keeps_the_newer()
    {
        await using var bed = await StatusBed.StartAsync();
        bed.ChangeLater(bed.Shanghai, (8, StatusValue.Invalid));
        await bed.PulledAsync();
        bed.Serve(0);
        var outcome = await bed.Client.PullAsync(bed.Trust);
        Assert.Equal((MirrorFault.RolledBack, 1), (outcome.Fault!.Value, outcome.Requests));
        Assert.Equal((1L, StatusValue.Invalid), (bed.Stored().Epoch!.Value, bed.Stored().Find("310000", 0, 8)!.Value!.Value));
    }

    [Theory]
    [InlineData(Misbehaviour.Truncate)]
    [InlineData(Misbehaviour.Reset)]
    [InlineData(Misbehaviour.Endless)]
    [InlineData(Misbehaviour.ServerError)]
    public async Task Survives_a_hub_that_does_wrong(Misbehaviour what)
    {
        await using var bed = await StatusBed.StartAsync();
        await bed.PulledAsync();
        bed.ChangeLater(bed.Shanghai, (8, StatusValue.Invalid));
        bed.Hub.Misbehave(what, path => path.StartsWith("/state/", StringComparison.Ordinal));
        Assert.NotNull((await bed.Client.PullAsync(bed.Trust)).Transport);
        Assert.Equal((0L, StatusValue.Invalid), (bed.Stored().Epoch!.Value, bed.Stored().Find("310000", 0, 7)!.Value!.Value));
        bed.Hub.Behave();
        await bed.PulledAsync();
        Assert.Equal(1, bed.Stored().Epoch);
    }

    [Theory]
    [InlineData(DiskFault.Before)]
    [InlineData(DiskFault.After)]
    [InlineData(DiskFault.Half)]
    public async Task Survives_a_crash_between_any_two_writes(DiskFault fault)
    {
        await using var bed = await StatusBed.StartAsync();
        bed.ChangeLater(bed.Shanghai, (8, StatusValue.Invalid));
        var (kept, taken) = (0, 0);
        for (var operation = 0; ; operation++)
        {
            var disk = new MemoryFileStore();
            bed.Serve(0);
            await bed.PulledAsync(bed.NewClient(disk));
            bed.Serve(1);
            var faulty = new FaultyStore(disk, operation, fault, crash: true);
            var client = bed.NewClient(faulty);
            client.Load(bed.Trust);
            await client.PullAsync(bed.Trust);
            if (!faulty.Struck)
                break;
            var stored = bed.Stored(disk);
            Assert.Empty(stored.Altered);
            Assert.Equal(stored.Epoch == 1 ? StatusValue.Invalid : StatusValue.Valid, stored.Find("310000", 0, 8)!.Value);
            _ = stored.Epoch == 0 ? kept++ : taken++;
            var next = bed.NewClient(disk);
            next.Load(bed.Trust);
            await bed.PulledAsync(next);
            Assert.Equal((1L, StatusValue.Invalid), (bed.Stored(disk).Epoch!.Value, bed.Stored(disk).Find("310000", 0, 8)!.Value!.Value));
        }
        Assert.True(kept >= 4 && taken >= 1, $"{kept} kept, {taken} taken");
    }

    [Fact]
    public async Task Finds_any_altered_file_and_is_whole_after_the_next_pull()
    {
        await using var bed = await StatusBed.StartAsync();
        await bed.PulledAsync();
        var names = bed.Disk.Names.Where(name => name.StartsWith("status/", StringComparison.Ordinal)).ToList();
        Assert.Equal(4, names.Count);
        foreach (var name in names)
        {
            var content = bed.Disk.Read(name)!;
            foreach (var spoilt in new[] { Flipped(content), content[..(content.Length / 2)], [.. content, 0], [] })
            {
                var disk = new MemoryFileStore();
                foreach (var other in bed.Disk.Names)
                    disk.Write(other, other == name ? spoilt : bed.Disk.Read(other)!);
                var client = bed.NewClient(disk);
                Assert.True(client.Load(bed.Trust).Fault is LoadFault.Damaged or LoadFault.NotVerified, name);
                await bed.PulledAsync(client);
                Assert.Equal(StatusValue.Invalid, bed.Stored(disk).Find("310000", 0, 7)!.Value);
            }
        }
    }

    [Fact]
    public async Task Rejects_an_index_that_was_exchanged_for_a_cleaner_one()
    {
        await using var bed = await StatusBed.StartAsync();
        await bed.PulledAsync();
        // Whoever can write the folder can name any index in the manifest, but cannot sign its state.
        var clean = new IndexWriter();
        clean.Add("310000", new RegionStatus(1));
        clean.Add("320000", new RegionStatus(2));
        var index = clean.Finish();
        var name = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(index));
        bed.Disk.Write($"status/{name}", index);
        var manifest = System.Text.Json.Nodes.JsonNode.Parse(bed.Disk.Read("status/current.json")!)!;
        manifest["index"] = name;
        bed.Disk.Write("status/current.json", System.Text.Encoding.UTF8.GetBytes(manifest.ToJsonString()));
        var stored = bed.Stored();
        Assert.Null(stored.Find("310000", 0, 7));
        Assert.Equal("310000 320000", string.Join(' ', stored.Altered));
        var client = bed.NewClient();
        client.Load(bed.Trust);
        await bed.PulledAsync(client);
        Assert.Equal(StatusValue.Invalid, bed.Stored().Find("310000", 0, 7)!.Value);
    }

    [Fact]
    public async Task Keeps_its_status_in_a_folder_of_the_real_disk()
    {
        var folder = Directory.CreateTempSubdirectory("status-store-test");
        try
        {
            await using var bed = await StatusBed.StartAsync();
            var disk = new DirectoryFileStore(folder.FullName);
            var client = bed.NewClient(disk);
            await bed.PulledAsync(client);
            bed.ChangeLater(bed.Shanghai, (8, StatusValue.Invalid));
            await bed.PulledAsync(client);
            Assert.Equal(StatusValue.Invalid, bed.Stored(disk).Find("310000", 0, 8)!.Value);
            Assert.Equal(4, Directory.GetFiles(Path.Combine(folder.FullName, "status")).Length);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static byte[] Flipped(byte[] content)
    {
        var flipped = content.ToArray();
        flipped[flipped.Length / 2] ^= 4;
        return flipped;
    }
}
