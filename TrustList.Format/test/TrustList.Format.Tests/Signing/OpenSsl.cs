using TrustList.Testing.Peers;

namespace TrustList.Format.Tests.Signing;

/// <summary>The openssl program with SM2, of another maker; each caller has a folder of its own for its files.</summary>
internal static class OpenSsl
{
    private static readonly string? Program = PeerProcess.Find("openssl");

    /// <summary>Why it cannot be used, or null where it can.</summary>
    public static string? Missing { get; } = Program is null ? "needs openssl" : Probe();

    public static Task<string> RunAsync(DirectoryInfo folder, params string[] arguments) =>
        PeerProcess.RunAsync(Program!, folder.FullName, string.Empty, TimeSpan.FromSeconds(30), arguments);

    private static string? Probe()
    {
        var folder = new DirectoryInfo(Path.GetTempPath());
        try
        {
            RunAsync(folder, "genpkey", "-algorithm", "SM2", "-outform", "DER").Wait();
            return null;
        }
        catch (AggregateException)
        {
            return "needs an openssl that knows SM2 (3.0)";
        }
    }
}

/// <summary>A fact that needs openssl with SM2: reported as skipped, never passed, where it is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OpenSslFactAttribute : FactAttribute
{
    public OpenSslFactAttribute() => Skip = OpenSsl.Missing;
}
