using System.Collections.Frozen;
using System.Security.Cryptography;
using Google.Protobuf;
using Grpc.Core;
using RegionNode.Gateway.Guarding;
using RegionNode.Gateway.Routing;
using TrustList.Format.Registry;
using TrustList.Format.Verification;
using TrustList.Protocol;
using Client = TrustList.Protocol.LiveStatus.LiveStatusClient;

namespace RegionNode.Gateway.Verifying.Asking;

/// <summary>
/// Asks a licence's home region. Only the route of the signed trust list is used, the answer is checked
/// before anyone sees it, and whatever goes wrong ends in a reply without answer, in time.
/// </summary>
internal sealed class HomeRegion(HomeChannels channels, RegionLanes lanes, AskingOptions options, TimeProvider clock)
{
    private readonly FrozenDictionary<Purpose, TimeSpan> _patience = LivePatience.Of(options);

    /// <summary>The checked answer, or why there is none. Throws only when the caller has gone.</summary>
    /// <param name="trust">What is believed now.</param>
    /// <param name="region">The home region, six digits.</param>
    /// <param name="licence">The licence's status reference, from the signed licence.</param>
    /// <param name="about">Where it is shown, and what for.</param>
    /// <param name="party">Who asks.</param>
    /// <param name="passed">How long the caller has waited already.</param>
    /// <param name="cancel">The caller has gone.</param>
    public async Task<LiveReply> Ask(TrustView trust, string region, StatusBasis licence, VerifyQuestion about, string party, TimeSpan passed, CancellationToken cancel)
    {
        var decision = trust.Routes.For(region, clock.GetUtcNow());
        if (trust.State is not { } state || decision.Route is not { } route) return LiveReply.None($"NoRoute: {decision.Why}", Degraded.HomeUnavailable);
        if (licence.Index is < 0 or > uint.MaxValue) return LiveReply.None("the index is out of range", Degraded.HomeAnswerRefused);
        if (LivePatience.Left(about.Purpose, _patience[about.Purpose], passed) is not { } patience) return LiveReply.None("NoTimeLeft", Degraded.HomeSlow);
        var question = new LiveQuestion
        {
            Region = region,
            StatusUri = licence.Uri,
            Index = (uint)licence.Index,
            Purpose = about.Purpose.ToString().ToLowerInvariant(),
            Acceptor = about.Acceptor,
        };
        var headers = HeadersOf(region, trust.Routes.OwnCode);
        var clients = channels.Clients(route);
        var asking = lanes.Of(region).Ask(party, clients.Length, patience, (endpoint, token) => AskOne(clients[endpoint], question, about.Purpose, headers, state, token));
        // The question goes on without its caller: what a region is worth is learnt from regions, not from callers that hang up.
        return await asking.WaitAsync(cancel);
    }

    /// <summary>One endpoint, asked with a nonce of its own: no two servers ever see the same question.</summary>
    private async ValueTask<Attempt> AskOne(Client client, LiveQuestion about, Purpose purpose, Metadata headers, TrustState state, CancellationToken cancel)
    {
        var question = about.Clone();
        question.Nonce = ByteString.CopyFrom(RandomNumberGenerator.GetBytes(32));
        try
        {
            var answer = await client.AskAsync(question, headers, cancellationToken: cancel);
            var reply = AnswerCheck.Check(answer.Assertion.Memory, question, purpose, state, clock.GetUtcNow());
            return new Attempt(reply.Answer is null ? AttemptEnd.Unusable : AttemptEnd.Answered, reply);
        }
        catch (RpcException e) when (cancel.IsCancellationRequested)
        {
            throw new OperationCanceledException("out of time, or another endpoint was faster", e, cancel);
        }
        catch (RpcException e)
        {
            return RpcFault.Attempt(e);
        }
    }

    /// <summary>Another region's gateway finds out by our key who asks; the own issuer is told.</summary>
    private static Metadata HeadersOf(string region, string own)
    {
        var headers = new Metadata { { RegionHeader.Name, region } };
        if (region == own) headers.Add(CallerHeader.Name, own);
        return headers;
    }
}
