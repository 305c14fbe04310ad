using RegionNode.Gateway.Tests.World;

namespace RegionNode.Gateway.Tests.Verifying.Asking;

public sealed class BulkheadTests
{
    [Fact]
    public async Task Leaves_other_regions_unhurt_by_one_that_hangs()
    {
        await using var border = await Border.Open(world =>
        {
            world.OneInstance = "the places of a lane are each process's own";
            world.Settings.AddRange(["--Asking:Places=3", "--Asking:Queue=2"]);
            world.PutStatus(1, region: world.OwnRegion);
        });
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        border.Home.Script = async (question, context) =>
        {
            await release.Task;
            await border.Reply(context, border.Claims(question));
        };
        border.Issuer.Script = (question, context) => Border.Reply(context, border.Claims(question), border.OwnRegion);

        var asked = Enumerable.Range(0, 12).Select(_ => border.Verdict(live: true, "rental")).ToList();
        // Three are being asked, two wait for a place, and every further one is answered while they hang.
        await Eventually.True("seven are answered", () => Task.FromResult(asked.Count(verdict => verdict.IsCompleted) == 7));
        foreach (var answered in asked.Where(verdict => verdict.IsCompleted)) Assert.Equal("Bulkhead", (await answered).Detail("reasons", "LiveUnavailable"));

        var own = border.Present(border.OwnRegion, Border.StatusUriOf(border.OwnRegion));
        for (var question = 0; question < 20; question++)
        {
            var verdict = await border.Verdict(live: true, "rental", shown: own);
            Assert.Equal(("Accepted", "Valid"), (verdict.Outcome(), verdict["restsOn"]!["live"]!["value"]!.GetValue<string>()));
        }
        Assert.Equal((3, 7), (border.Home.Asked.Count, asked.Count(verdict => verdict.IsCompleted)));

        release.SetResult();
        Assert.Equal(5, (await Task.WhenAll(asked)).Count(verdict => verdict.Outcome() == "Accepted"));
    }
}
