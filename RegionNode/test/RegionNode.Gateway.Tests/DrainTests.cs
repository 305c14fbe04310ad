using System.Net;
using System.Text.Json.Nodes;
using RegionNode.Gateway.Tests.World;

namespace RegionNode.Gateway.Tests;

public sealed class DrainTests
{
    private const string OneProcess = "one process is told to stop";

    [Fact]
    public async Task Says_that_it_is_not_ready_and_still_serves_new_callers()
    {
        await using var border = await Border.Open(world => Stopping(world, "--Gateway:DrainSeconds=60"));
        using var enough = new CancellationTokenSource();
        var stopping = border.Gateway.Stop(enough.Token);
        using (var balancer = border.Gateway.Client())
        using (var ready = await balancer.GetAsync(new Uri("/health/ready", UriKind.Relative)))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
            Assert.Equal("host: stopping", JsonNode.Parse(await ready.Content.ReadAsStringAsync())!["reasons"]!.AsArray().Single()!.GetValue<string>());
        }
        Assert.Equal("Accepted", (await border.Verdict(live: true, Border.Patient)).Outcome()); // Over a connection of its own.
        Assert.False(stopping.IsCompleted);
        await enough.CancelAsync();
        await stopping.ContinueWith(_ => { }, TaskScheduler.Default);
    }

    [Fact]
    public async Task Finishes_a_question_under_way_when_it_takes_no_more_connections()
    {
        await using var border = await Border.Open(world => Stopping(world));
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        border.Home.Script = async (question, context) =>
        {
            await release.Task;
            await border.Reply(context, border.Claims(question));
        };
        var asked = border.Verdict(live: true, "rental");
        await Eventually.True("it is being asked", () => Task.FromResult(border.Home.Asked.Count == 1));
        var stopping = border.Gateway.Stop();
        await Eventually.True("no connection is taken", async () =>
        {
            try
            {
                using var late = border.Gateway.Client();
                using var answer = await late.GetAsync(new Uri("/health/live", UriKind.Relative));
                return false;
            }
            catch (HttpRequestException)
            {
                return true;
            }
        });
        Assert.False(stopping.IsCompleted);
        release.SetResult();
        Assert.Equal("Accepted", (await asked).Outcome());
        await stopping;
    }

    private static void Stopping(Border world, params string[] settings)
    {
        world.OneInstance = OneProcess;
        world.Settings.AddRange(settings);
    }
}
