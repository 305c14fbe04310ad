using System.Diagnostics;

namespace Tools.Tests.Keys;

/// <summary>A SoftHSM token of one test, in the test's own folder.</summary>
internal sealed class SoftHsm
{
    internal const string Module = "/usr/lib/softhsm/libsofthsm2.so";
    internal const string Pin = "271828";
    private const string Engine = "/usr/lib/x86_64-linux-gnu/engines-3/pkcs11.so";

    private SoftHsm(string configuration) => Environment = new Dictionary<string, string> { ["SOFTHSM2_CONF"] = configuration, ["PKCS11_MODULE_PATH"] = Module };

    /// <summary>Why there can be no token here, or null.</summary>
    internal static string? Missing { get; } =
        new[] { Module, Engine, "/usr/bin/softhsm2-util", "/usr/bin/pkcs11-tool" }.FirstOrDefault(file => !File.Exists(file)) is { } file
            ? $"needs the Debian packages softhsm2, libengine-pkcs11-openssl and opensc ({file} is not there)"
            : null;

    /// <summary>What a process needs in its environment to find the token.</summary>
    internal IReadOnlyDictionary<string, string> Environment { get; }

    /// <summary>A token with a P-256 key on it.</summary>
    internal static SoftHsm Make(TemporaryFolder folder, string token, string key)
    {
        Directory.CreateDirectory(folder.File("tokens"));
        var hsm = new SoftHsm(folder.Write("softhsm.conf", System.Text.Encoding.UTF8.GetBytes($"directories.tokendir = {folder.File("tokens")}\nobjectstore.backend = file\nlog.level = ERROR\n")));
        hsm.Run("softhsm2-util", "--init-token", "--free", "--label", token, "--pin", Pin, "--so-pin", "161803");
        hsm.Run("pkcs11-tool", "--module", Module, "--token-label", token, "--login", "--pin", Pin, "--keypairgen", "--key-type", "EC:prime256v1", "--label", key, "--id", "01");
        return hsm;
    }

    private void Run(string program, params string[] arguments)
    {
        var info = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var (name, value) in Environment) info.Environment[name] = value;
        using var process = Process.Start(info)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program}: {errors}{output.Result}");
    }
}
