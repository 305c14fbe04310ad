namespace TrustList.Testing.Peers;

/// <summary>
/// Programs of other makers, from npm, in a folder of <c>conformance-tests/peers</c> with its own package.json and
/// package-lock.json. The locked packages are installed once for each lock file.
/// </summary>
public static class NodePeer
{
    private static readonly TimeSpan InstallPatience = TimeSpan.FromMinutes(3);
    private static readonly string? Node = PeerProcess.Find("node");
    private static readonly string? Npm = PeerProcess.Find("npm");

    /// <summary>What is not installed, or null where everything is.</summary>
    public static string? Missing =>
        Node is null ? "needs Node.js (node)" : Npm is null ? "needs Node.js (npm)"
        : RepositoryPaths.Root is null ? "needs a checkout" : null;

    /// <summary>Runs a script to its end and returns what it printed.</summary>
    /// <param name="folder">The folder below <c>conformance-tests/peers</c>.</param>
    /// <param name="script">The script in that folder.</param>
    /// <param name="input">What it reads on its standard input.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <exception cref="InvalidOperationException">It ended with another code than 0; the message has its complaint.</exception>
    /// <exception cref="TimeoutException">It did not end within a minute, and was ended.</exception>
    public static async Task<string> RunAsync(string folder, string script, string input, params string[] arguments)
    {
        var directory = await InstallAsync(folder);
        return await PeerProcess.RunAsync(Node!, directory, input, TimeSpan.FromMinutes(1), [script, .. arguments]);
    }

    /// <summary>Installs a folder's packages where they are missing or others are locked now; gives its path.</summary>
    /// <param name="folder">The folder below <c>conformance-tests/peers</c>.</param>
    public static Task<string> InstallAsync(string folder) => InstallInAsync("peers", folder);

    /// <summary>The same for an adapter of the conformance suite.</summary>
    /// <param name="name">The folder below <c>conformance-tests/adapters</c>.</param>
    public static Task<string> InstallAdapterAsync(string name) => InstallInAsync("adapters", name);

    private static async Task<string> InstallInAsync(string room, string folder)
    {
        var directory = Path.Combine(RepositoryPaths.Root!, "conformance-tests", room, folder);
        var locked = Path.Combine(directory, "package-lock.json");
        var stamp = Path.Combine(directory, "node_modules", ".installed-lock.json");
        await using var turn = await TakeTurnAsync($"{room}-{folder}");
        if (File.Exists(stamp) && await File.ReadAllTextAsync(stamp) == await File.ReadAllTextAsync(locked))
            return directory;
        await PeerProcess.RunAsync(Npm!, directory, string.Empty, InstallPatience, "ci", "--no-audit", "--no-fund", "--ignore-scripts");
        Directory.CreateDirectory(Path.GetDirectoryName(stamp)!); // npm makes none where nothing is locked
        File.Copy(locked, stamp, overwrite: true);
        return directory;
    }

    /// <summary>Several test projects may start together: one installs, the others wait.</summary>
    private static async Task<FileStream> TakeTurnAsync(string folder)
    {
        var path = Path.Combine(Path.GetTempPath(), $"federation-peers-{folder}.lock");
        using var patience = new CancellationTokenSource(InstallPatience);
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), patience.Token);
            }
        }
    }
}
