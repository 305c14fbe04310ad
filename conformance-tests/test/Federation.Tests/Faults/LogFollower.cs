using Demo.World;
using TrustList.Format.Log;
using TrustList.Format.Registry;

namespace Federation.Tests.Faults;

/// <summary>
/// Follows the hub's log through every kill, as a monitor does: each checkpoint that is served carries the quorum and
/// continues the one before. It reads the public folder, which also stands while the hub is down.
/// </summary>
internal sealed class LogFollower(Country country)
{
    private Checkpoint? seen;

    /// <summary>Leaves of the newest checkpoint seen.</summary>
    public long Size => seen?.Size ?? 0;

    /// <summary>Looks once; a checkpoint that does not continue what was seen is an assertion's failure.</summary>
    public void Look(string place)
    {
        if (Read("log/checkpoint") is not { } note || Policy() is not { } policy)
            return;
        var witnessed = WitnessedCheckpoint.Verify(note, policy, country.Clock.Now.AddMinutes(1));
        Assert.True(witnessed.Ok, $"{place}: {witnessed.Fault} {witnessed.Detail}");
        var checkpoint = witnessed.Value.Checkpoint;
        var tree = new LogTree(checkpoint.Size, path => Read($"log/{path}"));
        Assert.Equal(checkpoint.Root.ToArray(), tree.Root().Value.ToArray());
        if (seen is not null)
        {
            Assert.True(checkpoint.Size >= seen.Size, $"{place}: {checkpoint.Size} leaves after {seen.Size}");
            Assert.True(MerkleTree.VerifyConsistency(seen.Size, seen.Root, checkpoint.Size, checkpoint.Root, tree.ConsistencyPath(seen.Size).Value), $"{place}: {seen.Size} to {checkpoint.Size}");
        }
        seen = checkpoint;
    }

    private LogPolicy? Policy() =>
        Directory.EnumerateFiles(Path.Combine(country.Hub.PublicFolder, "tuf", "targets"), $"*.{PolicyDocument.Path}").OrderBy(File.GetLastWriteTimeUtc)
            .Select(file => PolicyDocument.Read(File.ReadAllBytes(file)).Value.Log).LastOrDefault();

    private ReadOnlyMemory<byte>? Read(string path)
    {
        try
        {
            return File.ReadAllBytes(Path.Combine(country.Hub.PublicFolder, path));
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}
