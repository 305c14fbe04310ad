using System.Net;
using System.Text.Json.Nodes;
using RegionNode.Gateway.Tests.World;

namespace RegionNode.Gateway.Tests.Guarding;

public sealed class FloodTests
{
    [Fact]
    public async Task Refuses_at_once_what_is_beyond_the_limit_and_finishes_what_is_inside()
    {
        await using var border = await Border.Open(world =>
        {
            world.OneInstance = "how many requests are under way each process counts for itself";
            world.Settings.Add("--Gateway:MostRequests=4");
        });
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        border.Home.Script = async (question, context) =>
        {
            await release.Task;
            await border.Reply(context, border.Claims(question));
        };
        var inside = Enumerable.Range(0, 4).Select(_ => border.Verdict(live: true, "rental")).ToList();
        await Eventually.True("four are inside", () => Task.FromResult(border.Home.Asked.Count == 4));

        using var client = border.Gateway.Client();
        var refused = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => client.GetAsync(new Uri("/v1/trust", UriKind.Relative))));
        foreach (var answer in refused)
        {
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "1"), (answer.StatusCode, answer.Headers.RetryAfter?.ToString()));
            Assert.Equal("Unavailable", JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["code"]!.GetValue<string>());
            answer.Dispose();
        }
        using (var ready = await client.GetAsync(new Uri("/health/ready", UriKind.Relative))) Assert.Equal(HttpStatusCode.OK, ready.StatusCode);

        release.SetResult();
        foreach (var verdict in await Task.WhenAll(inside)) Assert.Equal("Accepted", verdict.Outcome());
        using (var after = await client.GetAsync(new Uri("/v1/trust", UriKind.Relative))) Assert.Equal(HttpStatusCode.OK, after.StatusCode);
    }

    [Fact]
    public async Task Serves_others_beside_connections_that_drip_their_headers_or_bodies_and_ends_those()
    {
        await using var border = await Border.Open();
        var slow = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => RawConnection.Open(border.Gateway)));
        for (var n = 0; n < slow.Length; n++)
            await slow[n].Write(n % 2 == 0
                ? "POST /v1/verify HTTP/1.1\r\nHost: x\r\nX-Slow: "
                : "POST /v1/verify HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{");
        for (var question = 0; question < 10; question++) Assert.Equal("Accepted", (await border.Verdict()).Outcome());
        Assert.All(await Task.WhenAll(slow.Select(one => one.Say(" "))), answer => Assert.StartsWith("HTTP/1.1 4", answer, StringComparison.Ordinal));
        foreach (var one in slow) await one.DisposeAsync();
    }

    [Fact]
    public async Task Takes_no_more_connections_of_one_address_than_its_share()
    {
        await using var border = await Border.Open(world =>
        {
            world.OneInstance = "connections each process counts for itself";
            world.Settings.Add("--Gateway:ConnectionsOfOneAddress=20");
        });
        var open = new List<RawConnection>();
        Exception? refused = null;
        while (refused is null && open.Count <= 20)
            refused = await Record.ExceptionAsync(async () => open.Add(await RawConnection.Open(border.Gateway)));
        Assert.NotNull(refused);
        Assert.InRange(open.Count, 1, 20);
        foreach (var one in open) await one.DisposeAsync();
        await Eventually.True("there is room again", async () =>
            await Record.ExceptionAsync(async () => await (await RawConnection.Open(border.Gateway)).DisposeAsync()) is null);
    }

    [Fact]
    public async Task Reads_no_more_bodies_of_one_caller_than_its_share()
    {
        await using var border = await Border.Open(world =>
        {
            world.OneInstance = "what is being read each process counts for itself";
            world.Settings.Add("--Gateway:MostRequests=16");
        });
        await Eventually.True("a fifth is refused beside four that drip", async () =>
        {
            var slow = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => RawConnection.Open(border.Gateway)));
            foreach (var one in slow)
                await one.Write("POST /v1/verify HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 60000\r\n\r\n" + new string(' ', 20_000));
            await using var fifth = await RawConnection.Open(border.Gateway);
            var answer = await fifth.Say("POST /v1/verify HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}");
            foreach (var one in slow) await one.DisposeAsync();
            return answer.StartsWith("HTTP/1.1 503", StringComparison.Ordinal);
        });
        await Eventually.True("and served when they are gone", async () =>
        {
            using var client = border.Gateway.Client();
            using var answer = await client.PostAsync(new Uri("/v1/verify", UriKind.Relative), new StringContent("{}", null, "application/json"));
            return answer.StatusCode == HttpStatusCode.BadRequest;
        });
    }

    [Fact]
    public async Task Waits_for_a_body_only_a_while_however_much_of_it_came()
    {
        await using var border = await Border.Open();
        var call = HalfACall(border);
        var answers = await Task.WhenAll(HalfABody(border, "/v1/verify"), HalfABody(border, "/v1/presentations"), HalfABody(border, "/holder/collect"));
        Assert.All(answers, answer => Assert.StartsWith("HTTP/1.1 408", answer, StringComparison.Ordinal));
        Assert.Empty(border.Issuer.OtherPaths); // The issuer hears nothing of a call that did not come whole.
        Assert.Equal("4", await call); // DEADLINE_EXCEEDED
    }

    // A gRPC message that says its length and never comes whole.
    private static async Task<string> HalfACall(Border border)
    {
        using var client = border.Gateway.Client();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/federation.verify.v1.Verifier/Verify", UriKind.Relative))
        {
            Version = HttpVersion.Version20,
            Content = new StalledBody([0, 0, 0, 200, 0, .. new byte[20_000]], "application/grpc"),
        };
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return answer.Headers.GetValues("grpc-status").Single();
    }

    // Enough for Kestrel's least rate for more than a minute: it is not that which ends it.
    private static async Task<string> HalfABody(Border border, string path)
    {
        await using var slow = await RawConnection.Open(border.Gateway);
        await slow.Write($"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/cbor\r\nContent-Length: 60000\r\n\r\n");
        return await slow.Say(new string('x', 20_000));
    }
}
