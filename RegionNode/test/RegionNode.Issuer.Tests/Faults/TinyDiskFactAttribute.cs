using TrustList.Testing.Databases;
using TrustList.Testing.Peers;

namespace RegionNode.Issuer.Tests.Faults;

/// <summary>A fact that needs PostgreSQL 15 and a disk of its own to fill: reported as skipped, never passed, where either cannot be had.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TinyDiskFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> CannotMount = new(Try);

    /// <summary>Marks a test that mounts a small disk.</summary>
    public TinyDiskFactAttribute() => Skip = LocalPostgres.Missing ?? CannotMount.Value;

    private static string? Try()
    {
        if (!Environment.IsPrivilegedProcess)
            return "only root can mount a small disk";
        var folder = Directory.CreateTempSubdirectory("issuer-disk-").FullName;
        try
        {
            PeerProcess.RunAsync("/bin/mount", "/", "", TimeSpan.FromSeconds(10), "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder).Wait();
            PeerProcess.RunAsync("/bin/umount", "/", "", TimeSpan.FromSeconds(10), folder).Wait();
            return null;
        }
        catch (AggregateException e)
        {
            return $"a small disk cannot be mounted here: {e.InnerException!.Message}";
        }
        finally
        {
            Directory.Delete(folder);
        }
    }
}
