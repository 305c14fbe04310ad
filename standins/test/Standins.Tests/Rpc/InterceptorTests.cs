using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Standins.Tests.Peer;

namespace Standins.Tests.Rpc;

/// <summary>Interceptors of both sides.</summary>
public sealed class InterceptorTests
{
    [Fact]
    public async Task Calls_the_interceptors_of_a_client_in_the_order_named()
    {
        var trailers = await SayAsync(channel => new Echo.EchoClient(
            channel.Intercept(new Appends(_ => "first"), new Appends(_ => "second"))));

        Assert.Equal("first, second", trailers.GetValue("added"));
    }

    [Fact]
    public async Task Rewrites_the_headers_of_a_call()
    {
        var trailers = await SayAsync(channel => new Echo.EchoClient(
            channel.Intercept(headers => [.. headers, new Metadata.Entry("added", "rewritten")])));

        Assert.Equal("rewritten", trailers.GetValue("added"));
    }

    /// <summary>Grpc.Net.Client takes no notice of the host, but interceptors may.</summary>
    [Fact]
    public async Task Shows_an_interceptor_the_host_that_a_client_was_given()
    {
        var trailers = await SayAsync(channel => new Echo.EchoClient(
            channel.Intercept(new Appends(host => host ?? "none"))).WithHost("echo.test"));

        Assert.Equal("echo.test", trailers.GetValue("added"));
    }

    [Fact]
    public async Task Calls_an_interceptor_of_the_server_for_every_kind_of_call()
    {
        var kinds = new List<string>();
        await using var server = await EchoServer.StartAsync(
            configure: options => options.Interceptors.Add<Notes>(kinds));
        using var channel = GrpcChannel.ForAddress(server.Address);
        var calls = new EchoCalls(new Echo.EchoClient(channel), server.Events.NextAsync);

        await calls.UnaryAsync();
        await calls.ServerStreamingAsync();
        await calls.ClientStreamingAsync();
        await calls.DuplexAsync();

        Assert.Equal(["unary", "server streaming", "client streaming", "duplex"], kinds);
    }

    private static async Task<Metadata> SayAsync(Func<ChannelBase, Echo.EchoClient> connect)
    {
        await using var server = await EchoServer.StartAsync();
        using var channel = GrpcChannel.ForAddress(server.Address);
        using var call = connect(channel).SayAsync(new Line { Text = "hello" });
        Assert.Equal("hello", (await call).Text);
        return call.GetTrailers();
    }

    private sealed class Appends(Func<string?, string> valueForHost) : Interceptor
    {
        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
            TRequest request,
            ClientInterceptorContext<TRequest, TResponse> context,
            AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
        {
            var added = new Metadata.Entry("added", valueForHost(context.Host));
            Metadata headers = [.. context.Options.Headers ?? [], added];
            return continuation(request, new(context.Method, context.Host, context.Options.WithHeaders(headers)));
        }
    }

    private sealed class Notes(List<string> kinds) : Interceptor
    {
        public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
            TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
        {
            kinds.Add("unary");
            return base.UnaryServerHandler(request, context, continuation);
        }

        public override Task ServerStreamingServerHandler<TRequest, TResponse>(
            TRequest request,
            IServerStreamWriter<TResponse> responseStream,
            ServerCallContext context,
            ServerStreamingServerMethod<TRequest, TResponse> continuation)
        {
            kinds.Add("server streaming");
            return base.ServerStreamingServerHandler(request, responseStream, context, continuation);
        }

        public override Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
            IAsyncStreamReader<TRequest> requestStream,
            ServerCallContext context,
            ClientStreamingServerMethod<TRequest, TResponse> continuation)
        {
            kinds.Add("client streaming");
            return base.ClientStreamingServerHandler(requestStream, context, continuation);
        }

        public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
            IAsyncStreamReader<TRequest> requestStream,
            IServerStreamWriter<TResponse> responseStream,
            ServerCallContext context,
            DuplexStreamingServerMethod<TRequest, TResponse> continuation)
        {
            kinds.Add("duplex");
            return base.DuplexStreamingServerHandler(requestStream, responseStream, context, continuation);
        }
    }
}
