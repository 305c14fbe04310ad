using Standins.Tests.Peers;

namespace Standins.Tests.Rpc;

/// <summary>A client of grpcio against our server. The calls are those of client.py.</summary>
public sealed class PythonClientTests
{
    [PythonFact]
    public Task Carries_a_unary_call_with_its_metadata() => ExpectAsync("unary", """
        { "text": "grüezi 你好", "note": "for you", "noteBin": "0001ff" }
        """);

    [PythonFact]
    public Task Carries_a_stream_from_the_client() => ExpectAsync("clientStreaming", """{ "text": "a,b,c" }""");

    [PythonFact]
    public Task Carries_streams_both_ways() => ExpectAsync("duplex", """{ "answers": ["ONE", "TWO", "THREE"] }""");

    [PythonFact]
    public Task Ends_both_sides_at_the_deadline() =>
        ExpectAsync("deadline", """{ "code": 4 }""", "wait cancelled with a deadline");

    [PythonFact]
    public Task Tells_the_server_of_a_cancellation() =>
        ExpectAsync("cancellation", """{ "header": "yes", "line": "waiting", "cancelled": true }""", "wait cancelled");

    [PythonFact]
    public Task Carries_the_detail_of_an_error() => ExpectAsync("errorDetail", """
        { "code": 9, "details": "not before Monday", "refusalCode": "late", "holdsReason": true }
        """);

    private static async Task ExpectAsync(string call, string expected, string? seenByServer = null)
    {
        await using var server = await EchoServer.StartAsync();
        await using var client = PythonPeer.Start("client.py", server.HostAndPort, call);
        await PeerAnswer.AssertAsync(expected, client);
        if (seenByServer is not null)
        {
            Assert.Equal(seenByServer, await server.Events.NextAsync());
        }
    }
}
