namespace Standins.Tests.Peers;

/// <summary>Where the peers and what runs them are.</summary>
internal static class PeerPrograms
{
    internal static string Directory { get; } = Path.Combine(RepositoryRoot(), "standins", "test", "peers");

    /// <summary>The full path of a program on PATH, or null.</summary>
    internal static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(File.Exists);

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Federation.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        }

        return folder.FullName;
    }
}
