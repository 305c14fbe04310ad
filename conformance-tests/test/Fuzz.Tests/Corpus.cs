using System.Security.Cryptography;
using TrustList.Testing;

namespace Fuzz.Tests;

/// <summary>
/// conformance-tests/fuzz/TARGET/*.bin: seeds (<c>seed-N</c>, written with UPDATE_GOLDEN=1 where a target has none) and findings
/// (<c>found-HASH</c>: inputs that were once not survived, made small). Findings are kept for ever.
/// </summary>
internal static class Corpus
{
    private const int MostSeedBytes = 8 * 1024;

    /// <summary>Everything that is mutated: the files, or for fresh targets this run's seeds and the findings.</summary>
    internal static IEnumerable<byte[]> Of(FuzzTarget target)
    {
        var folder = Folder(target);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1" && !target.Fresh && !Directory.Exists(folder)) Write(target, folder);
        var files = Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.bin").Order(StringComparer.Ordinal).Select(File.ReadAllBytes) : [];
        return target.Fresh ? [.. target.Seeds, .. files] : files;
    }

    /// <summary>Keeps a finding.</summary>
    internal static string Keep(FuzzTarget target, byte[] input)
    {
        var file = Path.Combine(Directory.CreateDirectory(Folder(target)).FullName, $"found-{Convert.ToHexStringLower(SHA256.HashData(input))[..12]}.bin");
        File.WriteAllBytes(file, input);
        return file;
    }

    private static string Folder(FuzzTarget target) => Path.Combine(RepositoryPaths.Root!, "conformance-tests", "fuzz", target.Name);

    private static void Write(FuzzTarget target, string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var (seed, n) in target.Seeds.Where(seed => seed.Length <= MostSeedBytes).Select((seed, n) => (seed, n)))
            File.WriteAllBytes(Path.Combine(folder, $"seed-{n}.bin"), seed);
    }
}
