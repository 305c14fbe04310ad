using Grpc.Net.Client;
using Standins.Tests.Peer;

namespace Standins.Tests.Rpc;

/// <summary>Grpc.Net.Client against Grpc.AspNetCore.Server, both on the stand-ins.</summary>
public sealed class OwnClientAndServerTests
{
    [Fact]
    public Task Carries_a_unary_call_with_its_metadata() => RunAsync(calls => calls.UnaryAsync());

    [Fact]
    public Task Carries_a_stream_from_the_server() => RunAsync(calls => calls.ServerStreamingAsync());

    [Fact]
    public Task Carries_a_stream_from_the_client() => RunAsync(calls => calls.ClientStreamingAsync());

    [Fact]
    public Task Carries_streams_both_ways_at_once() => RunAsync(calls => calls.DuplexAsync());

    [Fact]
    public Task Ends_both_sides_at_the_deadline() => RunAsync(calls => calls.DeadlineAsync());

    [Fact]
    public Task Tells_the_server_of_a_cancellation() => RunAsync(calls => calls.CancellationAsync());

    [Fact]
    public Task Carries_the_detail_of_an_error() => RunAsync(calls => calls.ErrorDetailAsync());

    private static async Task RunAsync(Func<EchoCalls, Task> scenario)
    {
        await using var server = await EchoServer.StartAsync();
        using var channel = GrpcChannel.ForAddress(server.Address);
        await scenario(new EchoCalls(new Echo.EchoClient(channel), server.Events.NextAsync));
    }
}
