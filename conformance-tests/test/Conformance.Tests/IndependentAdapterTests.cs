using Conformance.Cases;
using Conformance.Running;
using TrustList.Testing;
using TrustList.Testing.Peers;

namespace Conformance.Tests;

/// <summary>
/// The adapters of libraries that others wrote, and the samples: each says who it is, accepts what is good, rejects what is
/// forged, and one library is caught. <c>conformance-tests/adapters/report NAME</c> plays all cases.
/// </summary>
public sealed class IndependentAdapterTests
{
    private const string Licence = "mdoc/honest/device-response", ForgedLicence = "mdoc/security-object/one-letter-of-the-name";
    private const string List = "status/jwt/honest", ForgedList = "status/jwt/one-bit-of-the-signature";
    private static readonly string Room = Path.Combine(RepositoryPaths.Root!, "conformance-tests", "adapters");

    [NodeTheory]
    [InlineData("tuf-js", "clock/sync/last-second", "clock/sync/expired")]
    [InlineData("auth0-mdl", Licence, ForgedLicence)]
    [InlineData("owf-mdoc", Licence, ForgedLicence)]
    [InlineData("jwt-status-list", List, ForgedList)]
    public async Task Rejects_what_its_library_rejects(string name, string good, string forged)
    {
        await NodePeer.InstallAdapterAsync(name);
        await RunAsync($"node {Path.Combine(Room, name, "adapter.mjs")}", eachLine: false, (good, Outcome.Pass), (forged, Outcome.Pass));
    }

    [NodeFact]
    public async Task Rejects_no_library_that_accepts_a_forgery()
    {
        await NodePeer.InstallAdapterAsync("auth0-mdl");
        await RunAsync($"node {Path.Combine(Room, "auth0-mdl", "adapter.mjs")}", eachLine: false,
            (Licence, Outcome.Pass), ("mdoc/device/signature-and-mac", Outcome.Fail));
    }

    [SampleFact("python3 -c 'import cryptography'")]
    public Task Rejects_forgeries_with_the_sample_in_Python() =>
        RunAsync($"python3 {Path.Combine(Room, "python", "adapter.py")}", eachLine: false, (Licence, Outcome.Pass), (ForgedLicence, Outcome.Pass));

    [SampleFact("command -v curl && command -v openssl && command -v gzip")]
    public Task Rejects_forgeries_with_the_sample_in_shell_started_for_each_line() =>
        RunAsync(Path.Combine(Room, "shell", "adapter.sh"), eachLine: true, (List, Outcome.Pass), (ForgedList, Outcome.Pass));

    private static async Task RunAsync(string command, bool eachLine, params (string Id, Outcome Outcome)[] expected)
    {
        var options = ReferenceAdapter.Options() with { Command = command, EachLine = eachLine, Only = [.. expected.Select(pair => pair.Id)] };
        var (adapter, results) = await new Suite(options).RunAsync(expected.Select(pair => Catalogue.Find(pair.Id)!));
        Assert.NotEmpty(adapter.Version);
        var outcomes = results.ToDictionary(result => result.Case.Id, result => $"{result.Outcome.Word()} {result.Detail}");
        Assert.All(expected, pair => Assert.StartsWith(pair.Outcome.Word(), outcomes[pair.Id], StringComparison.Ordinal));
    }
}
