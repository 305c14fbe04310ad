using System.Net;
using System.Text.Json.Nodes;
using RegionNode.Gateway.Tests.World;

namespace RegionNode.Gateway.Tests.Verifying;

public sealed class BadRequestTests(OpenBorder open) : IClassFixture<OpenBorder>
{
    private Border Border => open.Border;

    [Theory]
    [InlineData("", "Malformed")]
    [InlineData("null", "Malformed")]
    [InlineData("[]", "Malformed")]
    [InlineData("{", "Malformed")]
    [InlineData("""{"presentation":"AA==","acceptor":"320000"}""", "Malformed")]
    [InlineData("""{"presentation":"AA==","acceptor":"32","purpose":"roadside"}""", "Malformed")]
    [InlineData("""{"presentation":"AA==","acceptor":"320000","purpose":"Roadside"}""", "Malformed")]
    [InlineData("""{"presentation":"AA==","acceptor":"320000","purpose":"0"}""", "Malformed")]
    [InlineData("""{"presentation":"AA==","acceptor":"320000","purpose":"roadside","profile":"none"}""", "Malformed")]
    [InlineData("""{"presentation":"*","acceptor":"320000","purpose":"roadside"}""", "Malformed")]
    [InlineData("""{"presentation":"AA==","transcript":"*","acceptor":"320000","purpose":"roadside"}""", "Malformed")]
    [InlineData("""{"presentation":"AA==","presentation":"AA==","acceptor":"320000","purpose":"roadside"}""", "Malformed")]
    [InlineData("""{"presentation":"AA==","acceptor":"320000","purpose":"roadside","debug":true}""", "Malformed")]
    [InlineData("""{"presentation":"AA==","acceptor":"320000","purpose":"roadside","live":"yes"}""", "Malformed")]
    [InlineData("""{"presentation":{"a":[[[[[[[[1]]]]]]]]}}""", "Malformed")]
    public async Task Rejects_json(string body, string code)
    {
        using var client = Border.Gateway.Client();
        using var answer = await client.PostAsync(Desk.Verify, Desk.Content(System.Text.Encoding.UTF8.GetBytes(body), "application/json"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(code, await Code(answer));
    }

    [Fact]
    public async Task Rejects_another_media_type()
    {
        using var client = Border.Gateway.Client();
        using var answer = await client.PostAsync(Desk.Verify, Desk.Content([1], "text/plain"));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
        Assert.Equal("UnsupportedMediaType", await Code(answer));
    }

    [Theory]
    [InlineData("application/json", 3_000_000)]
    [InlineData("application/cbor", 3_000_000)]
    [InlineData("application/cbor", 1_048_577)]
    public async Task Rejects_a_body_that_is_too_large(string type, int bytes)
    {
        using var client = Border.Gateway.Client();
        client.DefaultRequestHeaders.ExpectContinue = true; // The server may close the connection instead of reading the body.
        using var answer = await client.PostAsync(
            new Uri("/v1/verify?acceptor=320000&purpose=roadside", UriKind.Relative), Desk.Content(Enumerable.Repeat((byte)' ', bytes).ToArray(), type));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Equal("TooLarge", await Code(answer));
    }

    [Fact]
    public async Task Accepts_the_presentation_itself_as_cbor()
    {
        var (response, transcript) = Border.Present();
        using var client = Border.Gateway.Client();
        using var answer = await client.PostAsync(
            new Uri($"/v1/verify?acceptor=320000&purpose=roadside&transcript={Uri.EscapeDataString(Convert.ToBase64String(transcript))}", UriKind.Relative),
            Desk.Content(response, "application/cbor"));
        Assert.Equal("Accepted", JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.Outcome());
    }

    [Theory]
    [InlineData("live=true&live=true", "live stands more than once in the query")]
    [InlineData("acceptor=310000", "acceptor stands more than once in the query")]
    [InlineData("Live=true", "the query takes acceptor, purpose, transcript, live and profile alone")]
    [InlineData("debug=true", "the query takes acceptor, purpose, transcript, live and profile alone")]
    [InlineData("challenge=AAAAAAAAAAAAAAAAAAAAAA", "challenge and nonce are for codes: a DeviceResponse answers its transcript alone")]
    [InlineData("nonce=AAAAAAAAAAAAAAAAAAAAAA", "challenge and nonce are for codes: a DeviceResponse answers its transcript alone")]
    public async Task Rejects_a_query_that_would_be_passed_over(string more, string detail)
    {
        using var client = Border.Gateway.Client();
        using var answer = await client.PostAsync(
            new Uri($"/v1/verify?acceptor=320000&purpose=roadside&{more}", UriKind.Relative), Desk.Content(Border.Present().Response, "application/cbor"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        Assert.Equal(("Malformed", detail), (problem["code"]!.GetValue<string>(), problem["detail"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Answers_every_mutated_presentation_with_a_verdict()
    {
        var random = new TrustList.Testing.SeededGenerator(20201012);
        var (response, transcript) = Border.Present();
        using var client = Border.Gateway.Client();
        for (var n = 0; n < 150; n++)
        {
            var bent = response.ToArray();
            for (var times = random.Next(4); times >= 0; times--) bent[random.Next(bent.Length)] ^= (byte)(1 << random.Next(8));
            if (n % 5 == 0) bent = bent[..random.Next(bent.Length)];
            if (bent.AsSpan().SequenceEqual(response)) continue;
            var verdict = await Border.Verdict(shown: (bent, transcript));
            Assert.True(verdict.Outcome() != "Accepted", $"seed {random.Seed}, round {n}");
        }
    }

    private static async Task<string> Code(HttpResponseMessage answer)
    {
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["code"]!.GetValue<string>();
    }
}
