using Federation.Hosting.Tls;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using TrustList.Format.Signing;
using TrustList.Format.Status;
using TrustList.Protocol;
using LiveStatus = TrustList.Format.Status.LiveStatus;

namespace RegionNode.Gateway.Tests.World;

/// <summary>Someone who calls a gateway's live route over real gRPC, with a TLS key or without.</summary>
internal sealed class LiveCaller(GatewayUnderTest gateway, TlsIdentity? identity) : IDisposable
{
    private readonly GrpcChannel _channel = GrpcChannel.ForAddress(gateway.Url, new GrpcChannelOptions
    {
        HttpHandler = gateway.Handler(identity),
        DisposeHttpClient = true,
    });

    /// <summary>A question about the licence at that place, with a nonce of the test's.</summary>
    public static LiveQuestion Question(string region, string uri) => new()
    {
        Region = region,
        StatusUri = uri,
        Index = Border.LicenceIndex,
        Purpose = "roadside",
        Acceptor = Border.Jiangsu,
        Nonce = ByteString.CopyFrom(Enumerable.Range(0, 32).Select(n => (byte)n).ToArray()),
    };

    public async Task<LiveAnswer> Ask(LiveQuestion question, params string[] regionHeaders)
    {
        var headers = new Metadata();
        foreach (var header in regionHeaders) headers.Add("x-federation-region", header);
        return await Ask(question, headers);
    }

    public async Task<LiveAnswer> Ask(LiveQuestion question, Metadata headers) =>
        await new TrustList.Protocol.LiveStatus.LiveStatusClient(_channel).AskAsync(question, headers, DateTime.MaxValue.ToUniversalTime());

    /// <summary>Asks and expects a refusal; gives the gRPC status and the refusal's code and detail.</summary>
    public async Task<(StatusCode Status, Refusal Refusal)> Refused(LiveQuestion question, params string[] regionHeaders)
    {
        var thrown = await Assert.ThrowsAsync<RpcException>(() => Ask(question, regionHeaders));
        var trailer = thrown.Trailers.GetValueBytes("federation-refusal-bin");
        Assert.NotNull(trailer);
        return (thrown.StatusCode, Refusal.Parser.ParseFrom(trailer));
    }

    /// <summary>Checks an answer as the asker must.</summary>
    public static LiveStatus Checked(LiveAnswer answer, LiveQuestion question, ISigner statusKey)
    {
        var verified = LiveAssertion.Verify(
            answer.Assertion.Memory, new LiveStatusQuestion(question.Region, question.StatusUri, question.Index, question.Nonce.Memory), _ => statusKey.PublicKey, Border.Start);
        Assert.True(verified.Ok, verified.Fault.ToString());
        return verified.Value;
    }

    public void Dispose() => _channel.Dispose();
}
