namespace Standins.Tests.Peers;

/// <summary>@grpc/grpc-js in Node.js. The packages are those of package-lock.json.</summary>
internal static class NodePeer
{
    private static readonly string? Node = PeerPrograms.Find("node");
    private static readonly string? Npm = PeerPrograms.Find("npm");

    internal static string? Missing =>
        Node is null ? "node is not installed" : Npm is null ? "npm is not installed" : null;

    internal static async Task<PeerProcess> StartAsync(string script, params string[] arguments)
    {
        await InstallAsync();
        return PeerProcess.Start(Node!, PeerPrograms.Directory, [script, .. arguments]);
    }

    /// <summary>Runs npm ci once for each package-lock.json, also when several test runs start together.</summary>
    private static async Task InstallAsync()
    {
        var locked = Path.Combine(PeerPrograms.Directory, "package-lock.json");
        var stamp = Path.Combine(PeerPrograms.Directory, "node_modules", ".installed-lock.json");
        await using var turn = await TakeTurnAsync();
        if (File.Exists(stamp) && await File.ReadAllTextAsync(stamp) == await File.ReadAllTextAsync(locked))
        {
            return;
        }

        await using (var npm = PeerProcess.Start(Npm!, PeerPrograms.Directory, "ci", "--no-audit", "--no-fund"))
        {
            await npm.FinishAsync();
        }

        File.Copy(locked, stamp, overwrite: true);
    }

    private static async Task<FileStream> TakeTurnAsync()
    {
        var path = Path.Combine(Path.GetTempPath(), "federation-standins-peers.lock");
        using var patience = new CancellationTokenSource(TestTimes.Patience);
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
