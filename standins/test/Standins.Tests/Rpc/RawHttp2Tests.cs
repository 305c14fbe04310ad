using System.Net;
using System.Net.Http.Headers;
using Grpc.Core;

namespace Standins.Tests.Rpc;

/// <summary>What our server puts on the wire, seen without a gRPC client.</summary>
public sealed class RawHttp2Tests
{
    private const int PrefixBytes = 5;

    /// <summary>An empty message: not compressed, length 0.</summary>
    private static readonly byte[] EmptyMessage = new byte[PrefixBytes];

    /// <summary>The client would wait for ever; the server alone ends the call.</summary>
    [Fact]
    public async Task Ends_a_call_at_the_deadline_of_a_client_that_waits_on()
    {
        await using var server = await EchoServer.StartAsync();
        using var response = await CallAsync(server, "Wait", request => request.Headers.Add("grpc-timeout", "2S"));

        Assert.Equal(((int)StatusCode.DeadlineExceeded).ToString(), GrpcStatus(response));
        Assert.Equal("wait cancelled with a deadline", await server.Events.NextAsync());
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public async Task Compresses_for_a_client_that_accepts_it(string encoding)
    {
        await using var server = await EchoServer.StartAsync(
            configure: options => options.ResponseCompressionAlgorithm = encoding);
        using var response = await CallAsync(
            server, "Say", request => request.Headers.Add("grpc-accept-encoding", encoding));

        Assert.Equal(encoding, Assert.Single(response.Headers.GetValues("grpc-encoding")));
        Assert.Equal(1, (await response.Content.ReadAsByteArrayAsync())[0]);
        Assert.Equal("0", GrpcStatus(response));
    }

    [Fact]
    public async Task Rejects_a_method_it_does_not_have()
    {
        await using var server = await EchoServer.StartAsync();
        using var response = await CallAsync(server, "Sing", _ => { });

        Assert.Equal(((int)StatusCode.Unimplemented).ToString(), GrpcStatus(response));
    }

    private static async Task<HttpResponseMessage> CallAsync(
        EchoServer server, string method, Action<HttpRequestMessage> prepare)
    {
        using var client = new HttpClient { Timeout = TestTimes.Patience };
        using var request = new HttpRequestMessage(
            HttpMethod.Post, new Uri(server.Address, $"/standins.peer.Echo/{method}"))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(EmptyMessage)
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/grpc") },
            },
        };
        request.Headers.TE.Add(new TransferCodingWithQualityHeaderValue("trailers"));
        prepare(request);
        return await client.SendAsync(request);
    }

    private static string GrpcStatus(HttpResponseMessage response) =>
        response.TrailingHeaders.TryGetValues("grpc-status", out var trailing)
            ? trailing.Single()
            : response.Headers.GetValues("grpc-status").Single();
}
