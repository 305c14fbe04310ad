using Microsoft.AspNetCore.Builder;

namespace Federation.Hosting.Tests;

public sealed class ShutdownTests
{
    [Fact]
    public async Task Finishes_a_request_in_flight_and_takes_no_new_one()
    {
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var host = await LoopbackHost.StartAsync(app => app.MapGet("/slow", async () =>
        {
            entered.SetResult();
            await release.Task;
            return "done";
        }));
        var url = host.Url;
        using var http = new HttpClient();
        var slow = http.GetStringAsync(new Uri(url, "/slow"));
        await entered.Task;
        var stopping = host.App.StopAsync();
        using var late = new HttpClient { Timeout = TimeSpan.FromMinutes(1) };
        await Assert.ThrowsAnyAsync<HttpRequestException>(async () =>
        {
            // The listener closes a moment after stopping began.
            while (true)
                using (await late.GetAsync(new Uri(url, "/health/live")))
                    await Task.Delay(10);
        });
        release.SetResult();
        Assert.Equal("done", await slow);
        await stopping;
    }

    [Fact]
    public async Task Refuses_to_start_on_a_port_in_use_with_a_line_and_not_a_stack()
    {
        await using var host = await LoopbackHost.StartAsync(_ => { });
        var code = await FederationHost.RunAsync(() => FederationHost.CreateBuilder(["--urls", host.Url.ToString()]).Build());
        Assert.Equal(FederationHost.ExitRefused, code);
    }
}
