using TrustList.Sync;

namespace Trustctl;

/// <summary>A verifier's folder: one that is kept, or one that goes with the command.</summary>
internal sealed class ClientFolder : IDisposable
{
    private readonly bool temporary;

    private ClientFolder(string path, bool temporary) => (Path, this.temporary, Store) = (path, temporary, TrustStore.Open(path));

    /// <summary>Where.</summary>
    public string Path { get; }

    /// <summary>What it holds.</summary>
    public TrustStore Store { get; }

    /// <summary>The folder named, or a temporary one.</summary>
    public static ClientFolder Take(string? path) => path is null
        ? new ClientFolder(Directory.CreateTempSubdirectory("trustctl-").FullName, temporary: true)
        : File.Exists(path) ? throw new UsageException($"--state {path}: a file stands there; want a folder") : new ClientFolder(path, temporary: false);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (temporary) Directory.Delete(Path, recursive: true);
    }
}
