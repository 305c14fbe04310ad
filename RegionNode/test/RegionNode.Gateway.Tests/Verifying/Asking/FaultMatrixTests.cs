using System.Text;
using System.Text.Json.Nodes;
using RegionNode.Gateway.Tests.World;
using TrustList.Testing;

namespace RegionNode.Gateway.Tests.Verifying.Asking;

/// <summary>
/// Every fault against the verdict that it comes to, each at a region of its own, all behind one gateway. The outcomes are
/// measured and compared with docs/gateway-faults.md; where they change on purpose: run with UPDATE_GOLDEN=1.
/// </summary>
public sealed class FaultMatrixTests
{
    private static readonly string Page = Path.Combine(RepositoryPaths.Root!, "docs", "gateway-faults.md");

    [Fact]
    public async Task Ends_every_fault_of_an_endpoint_in_the_verdict_that_the_page_says()
    {
        await using var elsewhere = await ScriptedHome.Start();
        var faults = EndpointFaults.All(elsewhere.Url);
        var homes = await Task.WhenAll(faults.Select(_ => ScriptedHome.Start()));
        List<FaultyRegion> regions = [];
        await using var border = await Border.Open(world =>
        {
            world.Settings.Add("--Asking:Patience:Insurance=00:00:01.8");
            foreach (var (fault, home) in faults.Zip(homes))
            {
                regions.Add(new FaultyRegion(world, $"33{regions.Count + 1:D2}00", home));
                fault.Publish?.Invoke(regions[^1]);
            }
        });
        foreach (var (fault, region) in faults.Zip(regions)) await fault.Arrange(region);

        var rows = new string[faults.Count];
        for (var n = 0; n < faults.Count; n++)
            if (!faults[n].Slow) rows[n] = Row(faults[n], regions[n], await Roadside(regions[n]), await World.Asking.InTime(() => regions[n].Verdict("insurance")));
        var slow = Enumerable.Range(0, faults.Count).Where(n => faults[n].Slow).ToList();
        var atTheRoadside = await Task.WhenAll(slow.Select(n => Roadside(regions[n], slow: true)));
        var insured = await Task.WhenAll(slow.Select(n => regions[n].Verdict("insurance")));
        for (var n = 0; n < slow.Count; n++) rows[slow[n]] = Row(faults[slow[n]], regions[slow[n]], atTheRoadside[n], insured[n]);

        Assert.Equal(0, elsewhere.Host.Connections); // Nothing that the trust list does not name is contacted.
        var page = Text(rows);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1") await File.WriteAllTextAsync(Page, page);
        Assert.Equal(await File.ReadAllTextAsync(Page), page);
        foreach (var home in homes) await home.DisposeAsync();
    }

    private static async Task<(JsonNode Verdict, int Questions)> Roadside(FaultyRegion region, bool slow = false)
    {
        var before = 0;
        var verdict = slow ? await Ask() : await World.Asking.InTime(Ask);
        return (verdict, region.Home.Host.Requests - before);

        Task<JsonNode> Ask()
        {
            before = region.Home.Host.Requests;
            return region.Verdict("roadside");
        }
    }

    private static string Row(EndpointFault fault, FaultyRegion region, (JsonNode Verdict, int Questions) roadside, JsonNode insurance)
    {
        var good = roadside.Verdict.Outcome() == "Accepted";
        // An answer counts where it was checked, and nowhere else; and whoever checks strictly is never told yes without one.
        Assert.Equal(good, roadside.Verdict["restsOn"]!["live"] is not null);
        Assert.True(good || roadside.Verdict.Reason() == "LiveUnavailable", $"{region.Region.Code} {fault.What}: {roadside.Verdict.ToJsonString()}");
        return $"| {fault.What} | {Words(roadside.Verdict, "reasons")} | {Words(insurance, "warnings")} | {Degraded(roadside.Verdict)} | {roadside.Questions} |";
    }

    private static string Words(JsonNode verdict, string findings)
    {
        var live = verdict[findings]!.AsArray().SingleOrDefault(finding => finding!["name"]!.GetValue<string>() == "LiveUnavailable");
        return live is null ? verdict.Outcome() : $"{verdict.Outcome()}: {live["detail"]!.GetValue<string>()}";
    }

    private static string Degraded(JsonNode verdict) => string.Join(", ", verdict["degraded"]!.AsArray().Select(word => word!.GetValue<string>()));

    private static string Text(IEnumerable<string> rows)
    {
        var text = new StringBuilder();
        text.AppendLine("# What a gateway answers when a region's endpoint does wrong");
        text.AppendLine();
        text.AppendLine("A licence of the region is genuine and its status list fresh; the caller asks for a live answer. Each row is a region of its own whose one endpoint, a real server, does what the row says, all behind one real gateway. At the roadside policy wants the live answer (reason `LiveUnavailable`); for insurance it lets the offline verdict stand, with a warning. Insurance waits 1.8 s here, as the roadside does. Behind the outcome: the gateway's word for the fault. Degraded: what the answer says of that, from a closed list. Questions: how many requests reached the endpoint for the one check at the roadside; more than one only where none can have been answered.");
        text.AppendLine();
        text.AppendLine("The outcomes are measured by `FaultMatrixTests`, which fails when they differ from this page.");
        text.AppendLine();
        text.AppendLine("| the endpoint | at the roadside | for insurance | degraded | questions |");
        text.AppendLine("|---|---|---|---|---|");
        foreach (var row in rows) text.AppendLine(row);
        return text.ToString();
    }
}
