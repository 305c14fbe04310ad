namespace Deploy.Tests.Installing;

/// <summary>deploy/install: what it changes, and what it never changes.</summary>
public sealed class InstallTests
{
    [Fact]
    public async Task Accepts_a_second_run_and_an_upgrade_and_one_step_back_with_state_and_settings_as_they_are()
    {
        using var machine = new Machine();
        Assert.Equal(0, (await machine.InstallHubAsync("--dry-run")).Code);
        Assert.Empty(machine.Inventory());

        var (code, said) = await machine.InstallHubAsync();
        Assert.True(code == 0, said);
        Assert.Contains("\"tlsPin\"", said, StringComparison.Ordinal);
        const UnixFileMode others = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute | UnixFileMode.GroupWrite;
        Assert.All(["var/lib/federation-hub", "etc/federation/hub.env"], path => Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(machine.Of(path)) & others));
        Assert.All(Directory.EnumerateFiles(machine.Of("var/lib/federation-hub/keys")), key => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key)));
        var installed = machine.Inventory();
        (code, said) = await machine.InstallHubAsync();
        Assert.Equal((0, true), (code, said.Contains("Nothing to change", StringComparison.Ordinal)));
        Assert.Equal(installed, machine.Inventory());

        // The operator's word stays, whatever is said at an upgrade.
        await File.AppendAllTextAsync(machine.Of("etc/federation/hub.env"), "Hub__FeedWatchers=7\n");
        var kept = Kept(machine);
        foreach (var version in new[] { "1.1.0-test", "1.2.0-test" })
        {
            BuiltRelease.Rename(machine.Release, version);
            Assert.Equal(0, (await machine.InstallHubAsync("--public", "http://127.0.0.1:9")).Code);
            Assert.Equal(($"versions/{version}/hub", kept), (Link(machine, "hub"), Kept(machine)));
        }
        Assert.Equal("versions/1.1.0-test/hub", Link(machine, "hub.previous"));
        Assert.Equal(["1.1.0-test", "1.2.0-test"], Directory.EnumerateDirectories(machine.Of("opt/federation/versions")).Select(Path.GetFileName).Order(StringComparer.Ordinal));

        Assert.Equal(0, (await machine.InstallAsync("back", "hub")).Code);
        Assert.Equal(("versions/1.1.0-test/hub", "versions/1.2.0-test/hub", kept), (Link(machine, "hub"), Link(machine, "hub.previous"), Kept(machine)));
    }

    [Fact]
    public async Task Rejects_an_upgrade_whose_version_refuses_the_settings_and_leaves_what_runs()
    {
        using var machine = new Machine();
        Assert.Equal(0, (await machine.InstallHubAsync()).Code);
        await File.AppendAllTextAsync(machine.Of("etc/federation/hub.env"), "Hub__FeedWatchers=0\nHub__Colour=red\n");
        BuiltRelease.Rename(machine.Release, "1.1.0-test");
        var (code, said) = await machine.InstallHubAsync();
        Assert.Equal(78, code);
        Assert.Contains("Hub:FeedWatchers: must be", said, StringComparison.Ordinal);
        Assert.Contains("Hub:Colour: there is no such setting", said, StringComparison.Ordinal);
        Assert.Equal("versions/1.0.0-test/hub", Link(machine, "hub"));
    }

    [Fact]
    public async Task Rejects_a_release_with_one_byte_changed_or_a_file_gone()
    {
        using var machine = new Machine();
        var file = Path.Combine(machine.Release, "hub", "TrustHub.dll");
        var bytes = await File.ReadAllBytesAsync(file);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(file, bytes);
        Assert.Equal(65, (await machine.InstallHubAsync()).Code);
        File.Delete(file);
        Assert.Equal(65, (await machine.InstallHubAsync()).Code);
        Assert.Empty(machine.Inventory());
    }

    [Theory]
    [InlineData(64)]
    [InlineData(64, "spaceship")]
    [InlineData(64, "hub", "--colour", "red")]
    [InlineData(64, "hub")]
    [InlineData(64, "node", "--code", "33")]
    [InlineData(1, "back", "hub")]
    public async Task Rejects_wrong_usage(int code, params string[] arguments)
    {
        using var machine = new Machine(release: false);
        Assert.Equal(code, (await machine.InstallAsync([.. arguments])).Code);
        Assert.Empty(machine.Inventory());
    }

    private static string? Link(Machine machine, string name) => new FileInfo(machine.Of($"opt/federation/{name}")).LinkTarget;

    private static string Kept(Machine machine) => string.Concat(Directory.EnumerateFiles(machine.Of("var/lib/federation-hub"), "*", SearchOption.AllDirectories).Append(machine.Of("etc/federation/hub.env")).Order(StringComparer.Ordinal).Select(File.ReadAllText));
}
