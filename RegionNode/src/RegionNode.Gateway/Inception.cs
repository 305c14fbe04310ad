using System.Text.Json;
using Federation.Hosting.Tls;

namespace RegionNode.Gateway;

/// <summary>
/// The verb <c>incept --data DIR [--rehearsal true]</c>: makes the gateway's one key and prints
/// <c>{"tlsPin":"…"}</c>, which the region's node publishes. Run again it prints the same pin: a key is
/// never replaced by accident.
/// </summary>
internal static class Inception
{
    /// <summary>The verb.</summary>
    public const string Verb = "incept";

    private const int WrongUsage = 64;

    /// <summary>Where the key stands in a data folder. A rehearsal's key says in its name that it is a test key.</summary>
    public static string TlsKeyFile(string dataDir, bool test) => Path.Combine(dataDir, "keys", test ? "tls.test.pem" : "tls.pem");

    /// <summary>Runs the verb and gives the exit code: 0, or 64 for wrong usage.</summary>
    public static int Run(string[] args, TextWriter output, TextWriter errors)
    {
        var settings = new ConfigurationBuilder().AddCommandLine(args[1..]).Build();
        if (settings["data"] is not { Length: > 0 } dataDir || settings.GetChildren().Any(setting => setting.Key is not ("data" or "rehearsal")))
        {
            errors.WriteLine("usage: RegionNode.Gateway incept --data DIR [--rehearsal true]");
            return WrongUsage;
        }

        var file = TlsKeyFile(dataDir, settings.GetValue("rehearsal", defaultValue: false));
        if (!File.Exists(file)) Create(file);
        using var identity = TlsIdentity.Load(file);
        output.WriteLine(JsonSerializer.Serialize(new Dictionary<string, string> { ["tlsPin"] = identity.Pin }));
        return 0;
    }

    private static void Create(string file)
    {
        const UnixFileMode ownerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        if (OperatingSystem.IsWindows()) throw new PlatformNotSupportedException("key files need POSIX permissions");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!, ownerOnly | UnixFileMode.UserExecute);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = ownerOnly };
        using var stream = new FileStream(file, options);
        stream.Write(System.Text.Encoding.ASCII.GetBytes(TlsIdentity.CreateKeyPem()));
        stream.Flush(flushToDisk: true);
    }
}
