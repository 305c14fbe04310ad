using Federation.Hosting.Problems;
using Federation.Hosting.Tls;
using Google.Protobuf;
using Grpc.Core;
using TrustList.Format.Registry;
using TrustList.Protocol;

namespace RegionNode.Issuer.Live;

/// <summary>Answers live questions that come through the region's own gateway; <see cref="Callers.CallerGate"/> keeps all others out.</summary>
internal sealed class LiveStatusService(NodeOptions options, LiveAnswers answers, ILogger<LiveStatusService> logger) : TrustList.Protocol.LiveStatus.LiveStatusBase
{
    /// <summary>The gateways' routing header; it must say what the question says.</summary>
    internal const string RegionHeader = "x-federation-region";
    private const int MinNonce = 16;
    private const int MaxNonce = 64;
    private const int MaxUri = 512;

    public override Task<LiveAnswer> Ask(LiveQuestion request, ServerCallContext context)
    {
        if (request.Region != options.Code || context.RequestHeaders.GetValue(RegionHeader) is { } routed && routed != request.Region)
            throw Refuse(context, StatusCode.InvalidArgument, "WrongRegion", "the question is for another region");
        if (request.Nonce.Length is < MinNonce or > MaxNonce || request.StatusUri.Length > MaxUri || !RegionCode.IsValid(request.Acceptor))
            throw Refuse(context, StatusCode.InvalidArgument, "Malformed", "nonce of 16 to 64 bytes, acceptor of six digits");
        if (LiveDisclosure.Parse(request.Purpose) is not { } purpose)
            throw Refuse(context, StatusCode.InvalidArgument, "UnknownPurpose", "there is no such purpose");
        try
        {
            var assertion = answers.Answer(request.StatusUri, request.Index, purpose, request.Nonce.Memory)
                ?? throw Refuse(context, StatusCode.NotFound, "UnknownIndex", "no licence has this index");
            return Task.FromResult(new LiveAnswer { Assertion = ByteString.CopyFrom(assertion) });
        }
        catch (NoStatusKeyException)
        {
            throw Refuse(context, StatusCode.Unavailable, "NoStatusKey", "no status key may sign now");
        }
    }

    private RpcException Refuse(ServerCallContext context, StatusCode status, string code, string detail)
    {
        var http = context.GetHttpContext();
        RefusalLog.Refused(logger, code, (int)status, "gRPC", context.Method, http.ClientPin()?[..12] ?? "-", http.TraceIdentifier);
        return new RpcException(new Grpc.Core.Status(status, $"{code}: {detail}"));
    }
}
