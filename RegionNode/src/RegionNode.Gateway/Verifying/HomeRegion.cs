using System.Security.Authentication;
using System.Security.Cryptography;
using Google.Protobuf;
using Grpc.Core;
using Polly;
using Polly.Timeout;
using RegionNode.Gateway.Guarding;
using RegionNode.Gateway.Routing;
using TrustList.Format.Registry;
using TrustList.Format.Verification;
using TrustList.Protocol;
using Client = TrustList.Protocol.LiveStatus.LiveStatusClient;

namespace RegionNode.Gateway.Verifying;

/// <summary>
/// Asks a licence's home region. Only the route of the signed trust list is used, the answer is checked
/// before anyone sees it, and whatever goes wrong ends in a reply without answer, in time.
/// </summary>
internal sealed class HomeRegion(HomeChannels channels, TimeProvider clock)
{
    /// <summary>The longest an answer is waited for, over all endpoints of the region.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.8);

    private readonly ResiliencePipeline _inTime = new ResiliencePipelineBuilder().AddTimeout(Patience).Build();

    /// <summary>The checked answer, or why there is none. Throws only when the caller has gone.</summary>
    /// <param name="trust">What is believed now.</param>
    /// <param name="region">The home region, six digits.</param>
    /// <param name="licence">The licence's status reference, from the signed licence.</param>
    /// <param name="acceptor">The region where it is shown.</param>
    /// <param name="purpose">What it is shown for.</param>
    /// <param name="cancel">The caller has gone.</param>
    public async Task<LiveReply> Ask(
        TrustView trust, string region, StatusBasis licence, string acceptor, Purpose purpose, CancellationToken cancel)
    {
        var decision = trust.Routes.For(region, clock.GetUtcNow());
        if (trust.State is not { } state || decision.Route is not { } route) return LiveReply.None($"NoRoute: {decision.Why}");
        if (licence.Index is < 0 or > uint.MaxValue) return LiveReply.None("the index is out of range");
        var question = new LiveQuestion
        {
            Region = region,
            StatusUri = licence.Uri,
            Index = (uint)licence.Index,
            Purpose = purpose.ToString().ToLowerInvariant(),
            Acceptor = acceptor,
            Nonce = ByteString.CopyFrom(RandomNumberGenerator.GetBytes(32)),
        };
        try
        {
            var answer = await _inTime.ExecuteAsync(token => AskAny(channels.Clients(route), question, token), cancel);
            return AnswerCheck.Check(answer.Assertion.Memory, question, state, clock.GetUtcNow());
        }
        catch (TimeoutRejectedException)
        {
            return LiveReply.None("TimedOut");
        }
        catch (RpcException e)
        {
            return LiveReply.None(Worded(e));
        }
    }

    /// <summary>Tries each endpoint in turn; a silent one may cost only its share of the time.</summary>
    private static async ValueTask<LiveAnswer> AskAny(IReadOnlyList<Client> clients, LiveQuestion question, CancellationToken cancel)
    {
        for (var at = 0; ; at++)
        {
            try
            {
                using var share = CancellationTokenSource.CreateLinkedTokenSource(cancel);
                if (clients.Count > 1) share.CancelAfter(Patience / clients.Count);
                var headers = new Metadata { { RegionHeader.Name, question.Region } };
                return await clients[at].AskAsync(question, headers, cancellationToken: share.Token);
            }
            catch (RpcException e) when (cancel.IsCancellationRequested)
            {
                throw new OperationCanceledException("out of time, or the caller has gone", e, cancel);
            }
            catch (RpcException e) when (at + 1 < clients.Count && MayBeElsewhere(e.StatusCode))
            {
                // The next endpoint of the same region.
            }
        }
    }

    private static string Worded(RpcException failure) => failure switch
    {
        { Status.DebugException: { } cause } when cause.GetBaseException() is AuthenticationException => "WrongKey",
        // A status that nobody sent: the answer was no gRPC.
        { StatusCode: StatusCode.Cancelled } => "NotGrpc",
        _ => failure.StatusCode.ToString(),
    };

    private static bool MayBeElsewhere(StatusCode status) =>
        status is StatusCode.Unavailable or StatusCode.Cancelled or StatusCode.DeadlineExceeded or StatusCode.Internal or StatusCode.Unknown;
}
