using System.Text.Json.Nodes;
using Grpc.Core;
using Standins.Tests.Peers;

namespace Standins.Tests.Rpc;

/// <summary>A client of @grpc/grpc-js against our server. Each call of client.mjs says one line of JSON.</summary>
public sealed class NodeClientTests
{
    [NodeFact]
    public Task Carries_a_unary_call_with_its_metadata() => ExpectAsync("unary", """
        { "code": 0, "text": "grüezi 你好", "note": "for you", "noteBin": "0001ff" }
        """);

    [NodeFact]
    public Task Carries_a_stream_from_the_server()
    {
        var lines = new JsonArray([.. Enumerable.Range(0, 100).Select(i => JsonValue.Create($"line {i}"))]);
        return ExpectAsync("serverStreaming", $$"""{ "code": 0, "lines": {{lines.ToJsonString()}} }""");
    }

    [NodeFact]
    public Task Carries_a_stream_from_the_client() => ExpectAsync("clientStreaming", """
        { "code": 0, "details": "", "text": "a,b,c" }
        """);

    [NodeFact]
    public Task Carries_streams_both_ways_at_once() => ExpectAsync("duplex", """
        { "code": 0, "answers": ["ONE", "TWO", "THREE"] }
        """);

    [NodeFact]
    public async Task Ends_both_sides_at_the_deadline()
    {
        await using var server = await EchoServer.StartAsync();
        var answer = await CallAsync(server, "deadline");

        Assert.Equal((int)StatusCode.DeadlineExceeded, (int)answer["code"]!);
        Assert.Equal("wait cancelled with a deadline", await server.Events.NextAsync());
    }

    [NodeFact]
    public async Task Tells_the_server_of_a_cancellation()
    {
        await using var server = await EchoServer.StartAsync();
        var answer = await CallAsync(server, "cancellation");

        Assert.Equal((int)StatusCode.Cancelled, (int)answer["code"]!);
        Assert.Equal("wait cancelled", await server.Events.NextAsync());
    }

    [NodeFact]
    public Task Carries_the_detail_of_an_error() => ExpectAsync("errorDetail", """
        {
          "code": 9, "details": "not before Monday", "refusalCode": "late",
          "detailCode": 9, "detailMessage": "not before Monday",
          "detailType": "type.googleapis.com/standins.peer.Refusal", "reason": "too late"
        }
        """);

    [NodeFact]
    public Task Reads_and_writes_gzip() => ExchangeCompressedAsync("gzip");

    [NodeFact]
    public Task Reads_and_writes_deflate() => ExchangeCompressedAsync("deflate");

    private static async Task ExchangeCompressedAsync(string encoding)
    {
        await using var server = await EchoServer.StartAsync(
            configure: options => options.ResponseCompressionAlgorithm = encoding);

        AssertSame($$"""{ "code": 0, "details": "", "length": 10000 }""", await CallAsync(server, encoding));
        Assert.Equal($"say encoded {encoding}", await server.Events.NextAsync());
    }

    private static async Task ExpectAsync(string call, string expected)
    {
        await using var server = await EchoServer.StartAsync();
        AssertSame(expected, await CallAsync(server, call));
    }

    private static void AssertSame(string expected, JsonNode answer)
    {
        if (!JsonNode.DeepEquals(JsonNode.Parse(expected), answer))
        {
            Assert.Fail($"Expected {expected} but the peer said {answer}");
        }
    }

    private static async Task<JsonNode> CallAsync(EchoServer server, string call)
    {
        await using var client = await NodePeer.StartAsync("client.mjs", server.HostAndPort, call);
        return JsonNode.Parse(await client.ReadLineAsync())!;
    }
}
