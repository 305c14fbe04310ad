using System.Security.Cryptography;
using Conformance.Cases;
using Conformance.Running;
using Conformance.Vectors;
using TrustList.Testing;

namespace Conformance.Tests;

/// <summary>Bytes of every released version of the formats: today's verifier reads them all, and nobody changes them.</summary>
public sealed class GoldenTests
{
    private static readonly string Golden = Path.Combine(RepositoryPaths.Root!, "conformance-tests", "golden");

    public static TheoryData<string> Versions => [.. Directory.EnumerateDirectories(Golden).Select(folder => Path.GetFileName(folder)!)];

    [Theory]
    [MemberData(nameof(Versions))]
    public void Keeps_every_byte(string version)
    {
        var folder = Path.Combine(Golden, version);
        var sums = File.ReadAllLines(Path.Combine(folder, "SHA256SUMS")).Select(line => line.Split("  ")).ToDictionary(parts => parts[1], parts => parts[0]);
        var there = Directory.EnumerateFiles(folder, "*.json").ToDictionary(file => Path.GetFileName(file), file => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file))));
        Assert.NotEmpty(sums);
        Assert.Equal(sums.OrderBy(pair => pair.Key, StringComparer.Ordinal), there.OrderBy(pair => pair.Key, StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Accepts_what_was_accepted_and_rejects_what_was_rejected(string version)
    {
        var cases = VectorFolder.Read(Path.Combine(Golden, version));
        var (_, results) = await new Suite(ReferenceAdapter.Options()) { Find = id => cases.FirstOrDefault(found => found.Id == id) }.RunAsync(cases);
        Assert.Equal(cases.Select(found => found.Id).Order(StringComparer.Ordinal).Select(id => $"{id} PASS"), results.Select(result => $"{result.Case.Id} {result.Outcome.Word()}"));
    }
}
