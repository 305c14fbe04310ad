using TrustList.Testing;

namespace Tools.Tests;

public sealed class BundleTests : IDisposable
{
    private const string Now = "2020-10-12T00:10:00Z";
    private static readonly DateTimeOffset Start = new(2020, 10, 12, 0, 0, 0, TimeSpan.Zero);
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Moves_a_trust_list_to_a_machine_that_was_never_online()
    {
        var (anchor, repository) = await ExportedAsync();
        var import = await TrustctlProcess.Run("bundle", "import", folder.File("trust.bundle"), "--state", folder.File("offline"), "--anchor", anchor, "--now", Now, "--json");
        Assert.True(import.Code == 0, import.Output + import.Errors);
        Assert.Equal(repository.Root.Version, import.Json["trustList"]!["root"]!.GetValue<long>());
        // The anchor is kept: the next import needs none.
        var again = await TrustctlProcess.Run("bundle", "import", folder.File("trust.bundle"), "--state", folder.File("offline"), "--now", Now, "--json");
        Assert.Equal((0, false), (again.Code, again.Json["changed"]!.GetValue<bool>()));
        var verify = await TrustctlProcess.Run("verify", folder.Write("x", [0]), "--state", folder.File("offline"), "--acceptor", "310000", "--purpose", "roadside", "--now", Now, "--json");
        Assert.DoesNotContain("NoTrustState", verify.Output, StringComparison.Ordinal);
        Assert.NotEqual(2, verify.Code);
    }

    [Fact]
    public async Task Rejects_hostile_bundles_without_touching_the_folder()
    {
        var (anchor, _) = await ExportedAsync();
        var bundle = await File.ReadAllBytesAsync(folder.File("trust.bundle"));
        byte[][] hostile = [[], [0x83], bundle[..^1], [.. bundle, 0], new SeededGenerator(3).NextBytes(5_000)];
        for (var i = 0; i < hostile.Length; i++)
        {
            var answer = await TrustctlProcess.Run("bundle", "import", folder.Write($"hostile-{i}", hostile[i]), "--state", folder.File("offline"), "--anchor", anchor, "--now", Now, "--json");
            Assert.Equal((1, "Malformed"), (answer.Code, answer.Json["fault"]!.GetValue<string>()));
            Assert.False(answer.ShowsStackTrace, answer.Errors);
        }
        Assert.False(Directory.Exists(folder.File("offline")));
        var late = await TrustctlProcess.Run("bundle", "import", folder.File("trust.bundle"), "--state", folder.File("offline"), "--anchor", anchor, "--now", "2020-10-20T00:00:00Z", "--json");
        Assert.Equal((1, "Frozen"), (late.Code, late.Json["fault"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData(2, "export", "--state", "DIR", "--out", "NEW")]
    [InlineData(64, "export", "--state", "/nonexistent", "--out", "NEW")]
    [InlineData(64, "import", "/nonexistent", "--state", "NEW", "--anchor", "FILE")]
    [InlineData(64, "import", "--state", "NEW")]
    public async Task Says_what_is_missing(int code, params string[] arguments)
    {
        var file = folder.Write("file", [1]);
        var answer = await TrustctlProcess.Run(["bundle", .. arguments.Select(word => word switch { "DIR" => folder.Path, "NEW" => folder.File("new"), "FILE" => file, _ => word })]);
        Assert.Equal(code, answer.Code);
        Assert.False(File.Exists(folder.File("new")));
    }

    private async Task<(string Anchor, SimulatedRepository Repository)> ExportedAsync()
    {
        await using var hub = await HubSimulator.StartAsync();
        var repository = new SimulatedRepository(Start, RegionSimulator.Create("310000", "CN-SH", Start, hub.Url));
        repository.RotateRoot();
        repository.Publish();
        hub.Files = repository.Files;
        var anchor = folder.Write("root.json", repository.Anchor);
        var sync = await TrustctlProcess.Run("sync", "--hub", hub.Url.OriginalString, "--state", folder.File("online"), "--anchor", anchor, "--now", Now);
        Assert.True(sync.Code == 0, sync.Output + sync.Errors);
        var export = await TrustctlProcess.Run("bundle", "export", "--state", folder.File("online"), "--out", folder.File("trust.bundle"), "--now", Now, "--json");
        Assert.True(export.Code == 0, export.Output + export.Errors);
        return (anchor, repository);
    }
}
