using System.Diagnostics;
using TrustList.Testing;

namespace TrustHub.Tests.Support;

/// <summary>grpcio, the C core of gRPC, in Python: a client that nobody here wrote.</summary>
public static class PythonGrpc
{
    // The second is where Debian's python3-grpcio lands when another Python comes first on PATH.
    private static readonly string? Python = new[] { "python3", "/usr/bin/python3" }.FirstOrDefault(HasGrpc);

    public static string? Missing =>
        RepositoryPaths.Root is null ? "not in the repository" : Python is null ? "no python3 with grpcio is installed" : null;

    public static Process Start(string script, params string[] arguments) => Process.Start(new ProcessStartInfo(
        Python!, ["-B", Path.Combine(RepositoryPaths.Root!, "conformance-tests", "peers", "feed", script), .. arguments])
    {
        UseShellExecute = false,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    private static bool HasGrpc(string python)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(python, ["-c", "import grpc"]) { UseShellExecute = false, RedirectStandardError = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}

/// <summary>A fact that needs grpcio: reported as skipped, never passed, where it is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PythonGrpcFactAttribute : FactAttribute
{
    public PythonGrpcFactAttribute() => Skip = PythonGrpc.Missing;
}
