using Xunit;

namespace TrustList.Testing.Peers;

/// <summary>
/// Go's own checksum database packages, which the Go distribution carries in its source tree, with a small program of ours
/// around them (conformance-tests/peers/go-sumdb).
/// </summary>
public static class GoPeer
{
    private const string Packages = "src/cmd/vendor/golang.org/x/mod/sumdb/tlog";

    /// <summary>What is not installed, or null where everything is.</summary>
    public static string? Missing =>
        RepositoryPaths.Root is null ? "needs a checkout"
        : Directory.Exists("/usr/lib") && Directory.EnumerateDirectories("/usr/lib", "go-1.*").Any(root => Directory.Exists(Path.Combine(root, Packages))) ? null
        : "needs Go with its sources (golang-1.19-go)";

    /// <summary>Checks a log's folder; gives what the program printed.</summary>
    /// <param name="folder">The log's files.</param>
    /// <param name="older">Older checkpoints, each ended by a line <c>---</c>.</param>
    /// <param name="keys">The log's key as text, then its witnesses'.</param>
    /// <exception cref="InvalidOperationException">Refused; the message says why.</exception>
    public static Task<string> CheckAsync(string folder, string older, params IEnumerable<string> keys)
    {
        var room = Path.Combine(RepositoryPaths.Root!, "conformance-tests", "peers", "go-sumdb");
        return PeerProcess.RunAsync("/bin/bash", room, older, TimeSpan.FromMinutes(2), [Path.Combine(room, "check.sh"), folder, .. keys]);
    }
}

/// <summary>A fact that needs Go: reported as skipped, never passed, where it is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class GoFactAttribute : FactAttribute
{
    /// <summary>Marks a test that runs Go's packages.</summary>
    public GoFactAttribute() => Skip = GoPeer.Missing;
}
