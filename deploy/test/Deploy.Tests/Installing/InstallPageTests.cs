using System.Text.RegularExpressions;
using TrustList.Testing;

namespace Deploy.Tests.Installing;

/// <summary>deploy/INSTALL.md: its blocks, and nothing but them, lead from an empty folder to a running hub and a running node over TLS. FEDERATION_RELEASE names a release of deploy/publish to follow it with.</summary>
public sealed partial class InstallPageTests
{
    [Fact]
    public async Task Leads_from_an_empty_machine_to_a_running_node_over_TLS()
    {
        using var machine = new Machine();
        var ports = Machine.Ports(4);
        var blocks = Block.Matches(await File.ReadAllTextAsync(Path.Combine(RepositoryPaths.Root!, "deploy", "INSTALL.md"))).Select(match => match.Groups["shell"].Value).ToList();
        Assert.InRange(blocks.Count, 6, 20);
        var script = Path.Combine(machine.Desk, "follow.sh");
        await File.WriteAllTextAsync(script, $"set -eo pipefail\nexec >told.txt 2>&1\n{string.Join('\n', blocks)}\necho '== the end'\n");
        var (code, _) = await machine.ShellAsync(["bash", script], ("RELEASE", Environment.GetEnvironmentVariable("FEDERATION_RELEASE") ?? machine.Release), ("PRACTICE", machine.Root),
            ("HUB", $"http://127.0.0.1:{ports[0]}"), ("NODES", $"https://127.0.0.1:{ports[1]}"), ("ISSUER", $"https://127.0.0.1:{ports[2]}"), ("GATEWAY", $"https://127.0.0.1:{ports[3]}"));
        var told = await File.ReadAllTextAsync(Path.Combine(machine.Desk, "told.txt"));
        Assert.True(code == 0, string.Join('\n', told.Split('\n').TakeLast(40)));
        Assert.EndsWith("== the end\n", told);
        Assert.Equal(2, told.Split("Nothing to change").Length - 1);
        Assert.Contains("ready: true", told, StringComparison.Ordinal);
        Assert.Contains("\"code\":\"330000\"", told, StringComparison.Ordinal);
    }

    [GeneratedRegex("```sh\n(?<shell>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Block { get; }
}
