using System.Text.Json.Nodes;
using TrustList.Testing;
using TrustList.Testing.Peers;

namespace TrustList.Format.Tests.Status;

/// <summary>
/// The test values of SPEC.md §7.12: the files are what the code writes, and readers in JavaScript that were written from
/// SPEC.md alone agree on each. To write the files anew set WRITE_STATUS_VECTORS=1; released ones must not change.
/// </summary>
public sealed class StatusVectorTests
{
    private const int LeastChecked = 90;

    public static TheoryData<string> Names => [.. StatusVectors.Files.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Files_are_what_the_code_writes(string name)
    {
        var path = Path.Combine(RepositoryPaths.Root!, "conformance-tests", "vectors", "status", name);
        var written = StatusVectors.Files[name]();
        if (Environment.GetEnvironmentVariable("WRITE_STATUS_VECTORS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, written);
        }
        Assert.Equal(File.ReadAllText(path), written);
    }

    [NodeFact]
    public async Task A_decoder_in_JavaScript_agrees_on_every_vector()
    {
        var result = JsonNode.Parse(await NodePeer.RunAsync("status", "check-vectors.mjs", string.Empty))!;
        Assert.Empty(result["disagreements"]!.AsArray().Select(text => text!.GetValue<string>()));
        Assert.InRange(result["checked"]!.GetValue<int>(), LeastChecked, int.MaxValue);
    }
}
