using System.Net.Security;
using Grpc.Core;
using Grpc.Net.Client;
using Standins.Tests.Peer;

namespace Standins.Tests.Rpc;

/// <summary>Credentials as Grpc.Net.Client takes them from the stand-in types, over TLS.</summary>
public sealed class CredentialTests
{
    private static readonly CallCredentials Bearer = Adds("authorization", "Bearer synthetic");

    [Fact]
    public async Task Sends_the_composed_credentials_of_a_channel()
    {
        var both = CallCredentials.Compose(Bearer, Adds("added", "second"));

        var trailers = await SayAsync(ChannelCredentials.Create(ChannelCredentials.SecureSsl, both), default);

        Assert.Equal("Bearer synthetic", trailers.GetValue("authorization"));
        Assert.Equal("second", trailers.GetValue("added"));
    }

    [Fact]
    public async Task Sends_the_credentials_of_one_call()
    {
        var trailers = await SayAsync(new SslCredentials(), new CallOptions().WithCredentials(Bearer));

        Assert.Equal("Bearer synthetic", trailers.GetValue("authorization"));
    }

    [Fact]
    public void Rejects_call_credentials_over_an_open_channel() =>
        Assert.Throws<ArgumentException>(() => ChannelCredentials.Create(ChannelCredentials.Insecure, Bearer));

    private static CallCredentials Adds(string key, string value) => CallCredentials.FromInterceptor((_, metadata) =>
    {
        metadata.Add(key, value);
        return Task.CompletedTask;
    });

    private static async Task<Metadata> SayAsync(ChannelCredentials credentials, CallOptions options)
    {
        using var certificate = LoopbackCertificate.Create();
        await using var server = await EchoServer.StartAsync(certificate);
        using var handler = new SocketsHttpHandler
        {
            SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = (_, presented, _, _) => certificate.Equals(presented),
            },
        };
        using var channel = GrpcChannel.ForAddress(
            server.Address, new GrpcChannelOptions { HttpHandler = handler, Credentials = credentials });
        using var call = new Echo.EchoClient(channel).SayAsync(new Line { Text = "hello" }, options);
        Assert.Equal("hello", (await call).Text);
        return call.GetTrailers();
    }
}
