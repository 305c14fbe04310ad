namespace Demo.World;

/// <summary>The one folder below which a run keeps everything, held by a lock file so that two runs cannot share it.</summary>
public sealed class Workspace : IDisposable
{
    private readonly FileStream held;

    private Workspace(string root, FileStream held)
    {
        Root = root;
        this.held = held;
    }

    /// <summary>Absolute path of the folder.</summary>
    public string Root { get; }

    /// <summary>Settings that every program started here gets beside its own.</summary>
    public IReadOnlyList<string> Settings { get; set; } = [];

    /// <summary>Settings that the hub gets beside these.</summary>
    public IReadOnlyList<string> HubSettings { get; set; } = [];

    /// <summary>Settings that every issuer gets beside these.</summary>
    public IReadOnlyList<string> IssuerSettings { get; set; } = [];

    /// <summary>Settings that every gateway gets beside these.</summary>
    public IReadOnlyList<string> GatewaySettings { get; set; } = [];

    /// <summary>Where a program of this name runs: "hub", "CODE-issuer", "CODE-gateway", "handheld-NAME".</summary>
    public Func<string, Place> Places { get; set; } = _ => Place.Loopback;

    /// <summary>Whether every program has a clock of its own, which can be set wrong.</summary>
    public bool HasOwnClocks { get; set; }

    /// <summary>Takes `.local/run`, or the first free `.local/run-N` where another run holds it, and empties it.</summary>
    public static Workspace Take(string repository)
    {
        var local = Directory.CreateDirectory(Path.Combine(repository, ".local")).FullName;
        for (var n = 1; ; n++)
        {
            var root = Path.Combine(local, n == 1 ? "run" : $"run-{n}");
            try
            {
                var held = new FileStream(root + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
                if (Directory.Exists(root)) Directory.Delete(root, recursive: true);
                Directory.CreateDirectory(root);
                return new Workspace(root, held);
            }
            catch (IOException) when (n < 20)
            {
                // Held by another run: take the next.
            }
        }
    }

    /// <summary>A folder below the root, made when missing.</summary>
    public string Folder(params string[] parts) => Directory.CreateDirectory(Path.Combine([Root, .. parts])).FullName;

    /// <summary>A file below the root.</summary>
    public string File(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>Removes everything, for a run that was broken off.</summary>
    public void Discard()
    {
        if (Directory.Exists(Root)) Directory.Delete(Root, recursive: true);
    }

    /// <inheritdoc/>
    public void Dispose() => held.Dispose();
}
