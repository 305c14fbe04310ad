using TrustList.Testing.Peers;

namespace RegionNode.Issuer.Tests.Faults;

/// <summary>A disk of a few megabytes for a PostgreSQL server of the test: memory, mounted. Only root can.</summary>
internal sealed class TinyDisk : IAsyncDisposable
{
    private const int Megabytes = 48;
    private const int LeftBytes = 400_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private TinyDisk(string folder) => Folder = folder;

    internal string Folder { get; }

    private string Filler => Path.Combine(Folder, "filler");

    internal static async Task<TinyDisk> MountAsync()
    {
        var folder = Directory.CreateTempSubdirectory("issuer-disk-").FullName;
        await RunAsync("/bin/mount", "-t", "tmpfs", "-o", $"size={Megabytes}m", "tmpfs", folder);
        var disk = new TinyDisk(folder);
        Directory.CreateDirectory(Path.Combine(folder, "space"));
        await RunAsync("/bin/chown", "-R", "postgres:", folder);
        return disk;
    }

    /// <summary>Takes all the room but a little.</summary>
    internal void Fill()
    {
        using var file = File.Create(Filler);
        file.Write(new byte[Math.Max(0, new DriveInfo(Folder).AvailableFreeSpace - LeftBytes)]);
    }

    internal void Empty() => File.Delete(Filler);

    public async ValueTask DisposeAsync()
    {
        await RunAsync("/bin/umount", "-l", Folder);
        Directory.Delete(Folder);
    }

    private static Task RunAsync(string program, params string[] arguments) => PeerProcess.RunAsync(program, "/", "", Patience, arguments);
}
