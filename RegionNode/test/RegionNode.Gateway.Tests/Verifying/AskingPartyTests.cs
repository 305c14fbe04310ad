using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Federation.Hosting.Tls;
using Grpc.Core;
using Grpc.Net.Client;
using RegionNode.Gateway.Tests.World;
using TrustList.Format.Registry;
using TrustList.Protocol;
using TrustList.Testing;

namespace RegionNode.Gateway.Tests.Verifying;

/// <summary>Who asks, before anything is answered, and what is kept of it, before the answer leaves.</summary>
public sealed class AskingPartyTests : IAsyncLifetime
{
    private readonly TlsIdentity _police = TlsIdentity.FromPem(TlsIdentity.CreateKeyPem());
    private readonly TlsIdentity _insurer = TlsIdentity.FromPem(TlsIdentity.CreateKeyPem());
    private Border _border = null!;

    public async Task InitializeAsync() => _border = await Open();

    public async Task DisposeAsync()
    {
        await _border.DisposeAsync();
        _police.Dispose();
        _insurer.Dispose();
    }

    [Fact]
    public async Task Rejects_a_stranger_at_every_door()
    {
        using var stranger = TlsIdentity.FromPem(TlsIdentity.CreateKeyPem());
        foreach (var caller in new[] { null, stranger })
        {
            using var client = _border.Gateway.Client(caller);
            foreach (var (path, type) in new[] { ("/v1/verify", "application/json"), ("/v1/verify/batch", "application/x-ndjson"), ("/v1/challenges", "application/json") })
            {
                using var answer = await client.PostAsync(new Uri(path, UriKind.Relative), Desk.Content(Encoding.UTF8.GetBytes(Question("roadside")), type));
                Assert.Equal((path, HttpStatusCode.Unauthorized, "PartyUnknown"), (path, answer.StatusCode, await Code(answer)));
                Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.Single().Scheme);
            }
        }

        using var channel = GrpcChannel.ForAddress(_border.Gateway.Url, new GrpcChannelOptions { HttpHandler = _border.Gateway.Handler(), DisposeHttpClient = true });
        var refused = await Assert.ThrowsAsync<RpcException>(async () => await new Verifier.VerifierClient(channel).VerifyAsync(new VerifyRequest()));
        Assert.Equal(StatusCode.Unauthenticated, refused.StatusCode);
        using var many = new Verifier.VerifierClient(channel).VerifyMany();
        refused = await Assert.ThrowsAsync<RpcException>(async () => await many.ResponseStream.MoveNext(default));
        Assert.Equal(StatusCode.Unauthenticated, refused.StatusCode);
        Assert.Empty(_border.Home.Asked);
    }

    [Fact]
    public async Task Leaves_an_entry_in_the_trail_that_names_the_party_and_nobody_else()
    {
        using var client = _border.Gateway.Client(_police);
        using var answer = await client.PostAsync(Desk.Verify, Desk.Content(Encoding.UTF8.GetBytes(Question("roadside")), "application/json"));
        var said = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        Assert.Equal("Accepted", said.Outcome());
        var entry = (await Trail()).Last();
        foreach (var word in new[] { "320000/police", "roadside", "issuer=310000", "acceptor=320000", "outcome=Accepted", $"trace={said["traceId"]}" })
            Assert.Contains(word, entry, StringComparison.Ordinal);
        var disclosed = said["disclosed"]!["org.iso.18013.5.1"]!;
        foreach (var personal in new[] { "family_name", "document_number" })
            Assert.DoesNotContain(disclosed[personal]!.GetValue<string>(), entry, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rejects_a_purpose_that_the_party_is_not_registered_for()
    {
        using var client = _border.Gateway.Client(_insurer);
        using var answer = await client.PostAsync(Desk.Verify, Desk.Content(Encoding.UTF8.GetBytes(Question("roadside")), "application/json"));
        Assert.Equal((HttpStatusCode.Forbidden, "PurposeNotRegistered"), (answer.StatusCode, await Code(answer)));
        await Eventually.True("it is in the trail", async () => await Trail() is [var entry]
            && new[] { "320000/insurer", "roadside", "Refused", "acceptor=320000 code=PurposeNotRegistered unwritten=0" }.All(word => entry.Contains(word, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Paces_a_batch_by_the_partys_rate_and_refuses_what_its_day_does_not_hold()
    {
        using var client = _border.Gateway.Client(_insurer);
        var lines = string.Join('\n', Enumerable.Repeat(Question("insurance"), 5)); // A burst of 2, then one a second; 4 a day.
        using var answer = await client.PostAsync(Desk.Batch, Desk.Content(Encoding.UTF8.GetBytes(lines), "application/x-ndjson"));
        var replies = (await answer.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).ToList();
        Assert.Equal(5, replies.Count);
        Assert.Equal(4, replies.Count(reply => reply["outcome"]?.GetValue<string>() == "Accepted"));
        Assert.Equal("OverQuota", replies[^1]["problem"]?["code"]?.GetValue<string>()); // The rate is given in the lines' order.
        await Eventually.True("four answers and a refusal are in the trail", async () =>
            await Trail() is { Count: 5 } trail && trail.Count(entry => entry.Contains("code=OverQuota", StringComparison.Ordinal)) == 1);
        using var more = await client.PostAsync(Desk.Verify, Desk.Content(Encoding.UTF8.GetBytes(Question("insurance")), "application/json"));
        Assert.Equal((HttpStatusCode.TooManyRequests, "OverQuota"), (more.StatusCode, await Code(more)));
        Assert.True(more.Headers.RetryAfter?.Delta > TimeSpan.Zero);

        using var channel = GrpcChannel.ForAddress(_border.Gateway.Url, new GrpcChannelOptions { HttpHandler = _border.Gateway.Handler(_insurer), DisposeHttpClient = true });
        var refused = await Assert.ThrowsAsync<RpcException>(async () => await new Verifier.VerifierClient(channel).VerifyAsync(new VerifyRequest { Qr = "A", Acceptor = Border.Jiangsu, Purpose = "insurance" }));
        Assert.Equal(StatusCode.ResourceExhausted, refused.StatusCode);
        Assert.True(int.Parse(refused.Trailers.GetValue("retry-after")!, System.Globalization.CultureInfo.InvariantCulture) > 0);
    }

    [Fact]
    public async Task Answers_a_partys_batch_beside_those_of_many_that_wait_for_their_own_rates()
    {
        var slow = Enumerable.Range(0, 8).Select(_ => TlsIdentity.FromPem(TlsIdentity.CreateKeyPem())).ToList();
        await using var border = await Open(world => world.OwnRegion.Parties = SampleParties.Document(Border.Jiangsu,
        [
            .. slow.Select((key, n) => SampleParties.Party($"slow-{n}", Border.Start.AddDays(-1), Purpose.Insurance) with { TlsPins = [key.Pin], PerSecond = 1, PerDay = 1_000 }),
            SampleParties.Party("insurer", Border.Start.AddDays(-1), Purpose.Insurance) with { TlsPins = [_insurer.Pin] },
        ]));
        var lines = string.Join('\n', Enumerable.Repeat("""{"qr":"CNDD1:none","acceptor":"320000","purpose":"insurance"}""", 30)); // Half a minute of each rate.
        var waiting = new List<(HttpClient Client, HttpResponseMessage Answer)>();
        foreach (var key in slow)
        {
            var client = border.Gateway.Client(key);
            using var request = new HttpRequestMessage(HttpMethod.Post, Desk.Batch) { Content = Desk.Content(Encoding.UTF8.GetBytes(lines), "application/x-ndjson"), Version = HttpVersion.Version20 };
            waiting.Add((client, await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead)));
            Assert.Equal(HttpStatusCode.OK, waiting[^1].Answer.StatusCode);
        }

        using (var client = border.Gateway.Client(_insurer))
        using (var answer = await client.PostAsync(Desk.Batch, Desk.Content(Encoding.UTF8.GetBytes(Desk.Question(border.Present(), "insurance").ToJsonString()), "application/x-ndjson")))
            Assert.Equal("Accepted", JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.Outcome());
        foreach (var (client, answer) in waiting)
        {
            answer.Dispose();
            client.Dispose();
        }

        foreach (var key in slow) key.Dispose();
    }

    [Fact]
    public async Task Gives_no_answer_where_the_trail_cannot_be_written()
    {
        await using var border = await Open(world =>
        {
            foreach (var folder in world.GatewayFolders) File.WriteAllText(Path.Combine(Directory.CreateDirectory(folder).FullName, "trail"), "not a folder");
        });
        using var client = border.Gateway.Client(_police);
        using var answer = await client.PostAsync(Desk.Verify, Desk.Content(Encoding.UTF8.GetBytes(Desk.Question(border.Present()).ToJsonString()), "application/json"));
        var said = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        // The detail is a word: no path, nothing that the system said.
        Assert.Equal(
            (HttpStatusCode.ServiceUnavailable, "TrailUnavailable", "Unwritable"),
            (answer.StatusCode, said["code"]!.GetValue<string>(), said["detail"]!.GetValue<string>()));
    }

    private static async Task<string?> Code(HttpResponseMessage answer) => (await answer.Content.ReadFromJsonAsync<JsonNode>())!["code"]?.GetValue<string>();

    private string Question(string purpose) => Desk.Question(_border.Present(), purpose).ToJsonString();

    private Task<List<string>> Trail() => _border.Trail();

    private Task<Border> Open(Action<Border>? change = null) => Border.Open(world =>
    {
        world.OpenToAll = false;
        world.OwnRegion.Parties = SampleParties.Document(
            Border.Jiangsu,
            SampleParties.Party("insurer", Border.Start.AddDays(-1), Purpose.Insurance) with { TlsPins = [_insurer.Pin], PerSecond = 1, PerDay = 4 },
            SampleParties.Party("police", Border.Start.AddDays(-1), Purpose.Roadside, Purpose.Counter) with { TlsPins = [_police.Pin] });
        change?.Invoke(world);
    });
}
