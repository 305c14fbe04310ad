using System.Diagnostics;

namespace Standins.Tests.Peers;

/// <summary>grpcio, the C core of gRPC, in Python.</summary>
internal static class PythonPeer
{
    // The second is where Debian's python3-grpcio lands when another Python comes first on PATH.
    private static readonly string? Python =
        new[] { PeerPrograms.Find("python3"), "/usr/bin/python3" }.FirstOrDefault(HasGrpc);

    internal static string? Missing => Python is null ? "no python3 with grpcio is installed" : null;

    internal static PeerProcess Start(string script, params string[] arguments) =>
        PeerProcess.Start(Python!, PeerPrograms.Directory, ["-B", script, .. arguments]);

    private static bool HasGrpc(string? python)
    {
        if (!File.Exists(python))
        {
            return false;
        }

        using var process = Process.Start(new ProcessStartInfo(python, ["-c", "import grpc"])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
        })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
