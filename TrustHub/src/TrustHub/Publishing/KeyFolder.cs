using Federation.Hosting.Storage;

namespace TrustHub.Publishing;

/// <summary>The folder <c>keys</c>: one PKCS#8 PEM file a key, readable by its owner alone. Test keys begin with <c>test-</c>.</summary>
public static class KeyFolder
{
    /// <summary>What the name of a test key begins with.</summary>
    public const string TestPrefix = "test-";

    /// <summary>The word in the name of the TLS key.</summary>
    public const string Tls = "tls";

    /// <summary>Where it is.</summary>
    public static string Of(string dataDir) => Path.Combine(dataDir, "keys");

    /// <summary>The files of a role (snapshot, timestamp, tls), in the order of their names.</summary>
    public static IReadOnlyList<string> Find(string dataDir, string role) =>
        Directory.Exists(Of(dataDir))
            ? [.. Directory.EnumerateFiles(Of(dataDir), $"*{role}*.pem").Order(StringComparer.Ordinal)]
            : [];

    /// <summary>Keys that are not marked as test keys, which a rehearsal refuses.</summary>
    public static IEnumerable<string> NotMarkedTest(string dataDir) =>
        Find(dataDir, "").Where(file => !Path.GetFileName(file).StartsWith(TestPrefix, StringComparison.Ordinal));

    /// <summary>Writes a new key file, whole and readable by its owner alone, or not at all.</summary>
    public static void Write(string path, string pem)
    {
        var unfinished = path + ".unfinished";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(unfinished, options))
        {
            file.Write(System.Text.Encoding.ASCII.GetBytes(pem));
            file.Flush(flushToDisk: true);
        }
        File.Move(unfinished, path, overwrite: false);
        DurableFolder.Flush(Path.GetDirectoryName(path)!);
    }
}
