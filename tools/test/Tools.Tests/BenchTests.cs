using System.Text.Json.Nodes;
using TrustList.Testing.Databases;
using TrustList.Testing.Hosts;
using TrustList.Testing.Peers;

namespace Tools.Tests;

/// <summary>The short form of each benchmark: that it runs and what it prints. Never how fast.</summary>
public sealed class BenchTests
{
    private static readonly string[] Members = ["row", "value", "unit", "target", "peer", "peerValue", "ratio", "ok"];

    [Theory]
    [InlineData("verify")]
    [InlineData("issue")]
    [InlineData("trust")]
    public async Task Prints_every_member_of_a_row(string name)
    {
        var rows = await Rows(name, "--alone");
        Assert.Contains(rows, row => row["peer"]!.GetValue<string>().StartsWith("raw P-256", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Weighs_status_by_its_entropy()
    {
        var rows = await Rows("status", "--alone", "--fraction", "0.004");
        Assert.Contains(rows, row => row["peer"]!.GetValue<string>() == "entropy" && row["ratio"]!.GetValue<double>() is > 0.9 and < 1.1);
    }

    [PostgresFact]
    public async Task Measures_the_office_on_a_real_database()
    {
        var rows = await Rows("office", "--fraction", "0.01");
        Assert.Contains(rows, row => row["peer"]!.GetValue<string>().StartsWith("COPY", StringComparison.Ordinal) && row["peerValue"]!.GetValue<double>() > 0);
        var among = rows.Select(row => row["row"]!.GetValue<string>()).Where(row => row.Contains(" among ", StringComparison.Ordinal)).ToList();
        Assert.Equal(3, among.Count(row => row.StartsWith("read", StringComparison.Ordinal)));
        Assert.Equal(3, among.Count(row => row.StartsWith("apply", StringComparison.Ordinal)));
        Assert.Equal(2, among.Count(row => row.StartsWith("event to head", StringComparison.Ordinal)));
    }

    [NginxFact]
    public async Task Compares_serving_with_nginx()
    {
        var rows = await Rows("serve");
        Assert.Equal(4, rows.Count(row => row["peer"]!.GetValue<string>() == "nginx" && row["peerValue"]!.GetValue<double>() > 0));
    }

    [Fact]
    public async Task Survives_a_short_soak_without_a_wrong_verdict()
    {
        var rows = await Rows("soak", "--minutes", "0.2");
        var wrong = Assert.Single(rows, row => row["row"]!.GetValue<string>() == "wrong verdicts");
        Assert.True(wrong["ok"]!.GetValue<bool>(), wrong.ToJsonString());
        Assert.Contains(rows, row => row["row"]!.GetValue<string>().EndsWith("issuer, memory", StringComparison.Ordinal) && row["value"]!.GetValue<double>() > 0);
    }

    [NodeFact]
    public async Task Measures_the_peers_in_the_same_run()
    {
        await NodePeer.InstallAsync("mdoc");
        var rows = await Rows("verify");
        Assert.Contains(rows, row => row["peer"]!.GetValue<string>() == "@auth0/mdl" && row["peerValue"]!.GetValue<double>() > 0);
        Assert.Contains(rows, row => row["peer"]!.GetValue<string>() == "@owf/mdoc" && row["peerValue"]!.GetValue<double>() > 0);
    }

    [Fact]
    public async Task Rejects_wrong_usage() => Assert.Equal(64, (await TrustctlProcess.Start("bench", "sleep")).Code);

    private static async Task<JsonObject[]> Rows(string name, params string[] more)
    {
        var answer = await TrustctlProcess.Start("bench", [name, "--json", "--rounds", "1", "--seconds", "0.1", .. more]);
        Assert.True(answer.Code is 0 or 1, answer.Errors);
        var rows = answer.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!.AsObject()).ToArray();
        Assert.NotEmpty(rows);
        Assert.All(rows, row =>
        {
            Assert.Equal(Members, row.Select(member => member.Key));
            Assert.True(row["value"]!.GetValue<double>() >= 0);
        });
        return rows;
    }
}
