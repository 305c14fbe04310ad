using System.Security.Cryptography;
using Deploy.Tests.Configuration;
using TrustList.Testing;

namespace Deploy.Tests.Installing;

/// <summary>A release in the form of deploy/publish, of the programs as they are built for these tests: the same script installs it, on the SDK's runtime.</summary>
internal static class BuiltRelease
{
    private static readonly string Deploy = Path.Combine(RepositoryPaths.Root!, "deploy");

    /// <summary>The script under test.</summary>
    internal static string Script => Path.Combine(Deploy, "install");

    /// <summary>Makes it in an empty folder.</summary>
    internal static void Make(string folder, string version)
    {
        foreach (var program in ServiceProgram.All)
            Copy(Path.GetDirectoryName(program.Assembly)!, Path.Combine(folder, program.Name == "TrustHub" ? "hub" : "node"));
        var configuration = Path.GetFileName(Path.GetDirectoryName(Path.GetDirectoryName(ServiceProgram.All[0].Assembly)!)!);
        Copy(Path.Combine(RepositoryPaths.Root!, "tools", "src", "trustctl", "bin", configuration, "net10.0"), Path.Combine(folder, "trustctl"));
        Copy(Path.Combine(Deploy, "systemd"), Path.Combine(folder, "systemd"));
        File.Copy(Script, Path.Combine(folder, "install"));
        File.WriteAllText(Path.Combine(folder, "VERSION"), version + "\n");
        Sum(folder);
    }

    /// <summary>Another version of the same programs.</summary>
    internal static void Rename(string folder, string version)
    {
        File.WriteAllText(Path.Combine(folder, "VERSION"), version + "\n");
        Sum(folder);
    }

    private static void Sum(string folder) => File.WriteAllLines(Path.Combine(folder, "SHA256SUMS"), Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Where(file => Path.GetFileName(file) != "SHA256SUMS")
        .Select(file => $"{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))}  {Path.GetRelativePath(folder, file)}"));


    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories).Where(file => Path.GetExtension(file) is not (".pdb" or ".xml") && (!file.Contains("/runtimes/", StringComparison.Ordinal) || file.Contains("/runtimes/linux-x64/", StringComparison.Ordinal))))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            if (!File.Exists(target)) File.Copy(file, target);
        }
    }
}
