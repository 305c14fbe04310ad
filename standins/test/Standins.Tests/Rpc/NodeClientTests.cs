using System.Text.Json.Nodes;
using Standins.Tests.Peers;

namespace Standins.Tests.Rpc;

/// <summary>A client of @grpc/grpc-js against our server. The calls are those of client.mjs.</summary>
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
    public Task Ends_both_sides_at_the_deadline() =>
        ExpectAsync("deadline", """{ "code": 4 }""", "wait cancelled with a deadline");

    [NodeFact]
    public Task Tells_the_server_of_a_cancellation() =>
        ExpectAsync("cancellation", """{ "code": 1 }""", "wait cancelled");

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
        await ExpectAsync(server, encoding, """{ "code": 0, "details": "", "length": 10000 }""");
        Assert.Equal($"say encoded {encoding}", await server.Events.NextAsync());
    }

    private static async Task ExpectAsync(string call, string expected, string? seenByServer = null)
    {
        await using var server = await EchoServer.StartAsync();
        await ExpectAsync(server, call, expected);
        if (seenByServer is not null)
        {
            Assert.Equal(seenByServer, await server.Events.NextAsync());
        }
    }

    private static async Task ExpectAsync(EchoServer server, string call, string expected)
    {
        await using var client = await NodePeer.StartAsync("client.mjs", server.HostAndPort, call);
        await PeerAnswer.AssertAsync(expected, client);
    }
}
