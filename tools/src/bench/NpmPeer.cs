using System.Diagnostics;
using System.Text.Json.Nodes;
using TrustList.Format.Signing;

namespace Federation.Bench;

/// <summary>An mdoc library from npm, measured in its own process by that process's CPU time.</summary>
internal sealed class NpmPeer(string name, string script, JsonObject input)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public string Name => name;

    /// <summary>Both peers, or none with a word on standard error where Node.js or their packages are missing.</summary>
    public static IReadOnlyList<NpmPeer> Find(BenchLicence licence, bool alone)
    {
        if (alone)
            return [];
        if (Folder is null || !Directory.Exists(Path.Combine(Folder, "node_modules")))
        {
            Console.Error.WriteLine("bench: the npm peers are left out (needs Node.js; ./bench installs the packages)");
            return [];
        }
        var device = SoftwareSigner.Create(SignatureAlgorithm.ES256);
        var wallet = new TrustList.Format.Credentials.Wallet(device, licence.Issue(device.PublicKey));
        var input = new JsonObject
        {
            ["response"] = Convert.ToBase64String(wallet.Present(wallet.Elements, BenchLicence.Transcript)),
            ["transcript"] = Convert.ToBase64String(BenchLicence.Transcript),
            ["iaca"] = Convert.ToBase64String(licence.Iaca),
            ["certificate"] = Convert.ToBase64String(licence.Certificate),
            ["signerKey"] = licence.SignerKey.ToPkcs8Pem(),
            ["deviceKey"] = device.ToPkcs8Pem(),
            ["signed"] = BenchLicence.Instant.AddHours(-1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"),
            ["validUntil"] = BenchLicence.Instant.AddDays(30).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"),
            ["portrait"] = Convert.ToBase64String(BenchLicence.Portrait),
        };
        return [new("@auth0/mdl", "auth0", input), new("@owf/mdoc", "owf", input)];
    }

    /// <summary>Operations a CPU second, after a warm-up.</summary>
    public async Task<double> RateAsync(string act, double seconds)
    {
        using var process = Process.Start(new ProcessStartInfo("node", ["bench.mjs", script, act, seconds.ToString(System.Globalization.CultureInfo.InvariantCulture)])
        {
            WorkingDirectory = Folder!,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        await process.StandardInput.WriteAsync(input.ToJsonString());
        process.StandardInput.Close();
        var output = await process.StandardOutput.ReadToEndAsync().WaitAsync(Patience);
        await process.WaitForExitAsync().WaitAsync(Patience);
        var result = JsonNode.Parse(output) ?? throw new InvalidOperationException($"{name} printed nothing");
        return (double)result["count"]! / (double)result["cpuSeconds"]!;
    }

    private static string? Folder { get; } = FindFolder();

    private static string? FindFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Federation.sln")))
                return Path.Combine(folder.FullName, "conformance-tests", "peers", "mdoc");
        }
        return null;
    }
}
