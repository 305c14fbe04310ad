using Grpc.Net.Client;
using Standins.Tests.Peer;
using Standins.Tests.Peers;

namespace Standins.Tests.Rpc;

/// <summary>Our client against a server of @grpc/grpc-js.</summary>
public sealed class NodeServerTests
{
    [NodeFact]
    public Task Carries_a_unary_call_with_its_metadata() => RunAsync(calls => calls.UnaryAsync());

    [NodeFact]
    public Task Carries_a_stream_from_the_server() => RunAsync(calls => calls.ServerStreamingAsync());

    [NodeFact]
    public Task Carries_a_stream_from_the_client() => RunAsync(calls => calls.ClientStreamingAsync());

    [NodeFact]
    public Task Carries_streams_both_ways_at_once() => RunAsync(calls => calls.DuplexAsync());

    [NodeFact]
    public Task Ends_both_sides_at_the_deadline() => RunAsync(calls => calls.DeadlineAsync());

    [NodeFact]
    public Task Tells_the_server_of_a_cancellation() => RunAsync(calls => calls.CancellationAsync());

    [NodeFact]
    public Task Carries_the_detail_of_an_error() => RunAsync(calls => calls.ErrorDetailAsync());

    private static async Task RunAsync(Func<EchoCalls, Task> scenario)
    {
        await using var server = await NodePeer.StartAsync("server.mjs");
        using var channel = GrpcChannel.ForAddress($"http://127.0.0.1:{await server.ReadLineAsync()}");
        await scenario(new EchoCalls(new Echo.EchoClient(channel), server.ReadLineAsync));
    }
}
