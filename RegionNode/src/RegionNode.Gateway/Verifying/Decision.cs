using System.Diagnostics;
using Federation.Hosting.Clock;
using Federation.Hosting.Telemetry;
using RegionNode.Gateway.Caching;
using RegionNode.Gateway.Routing;
using RegionNode.Gateway.Verifying.Asking;
using RegionNode.Gateway.Verifying.Shown;
using TrustList.Format.Signing;
using TrustList.Format.Status;
using TrustList.Format.Verification;

namespace RegionNode.Gateway.Verifying;

/// <summary>
/// Decides a presentation: offline first; then whether its code was shown before; then, where it was asked for and can matter, with
/// the home region's answer, a kept one or a new one.
/// </summary>
internal sealed class Decision(
    CurrentTrust trust, IStatusSource status, CodeReplays codes, KeptAssertions kept, HomeRegion home, ICacheStanding cache, VerifyMeter meter, Tracing tracing, TimeProvider clock)
{
    /// <summary>The verdict and what it lacked; any presentation ends in one.</summary>
    /// <param name="question">What is asked.</param>
    /// <param name="party">Who asks.</param>
    /// <param name="came">When the question was there, by <see cref="Stopwatch"/>.</param>
    /// <param name="cancel">The caller has gone.</param>
    public async Task<Decided> Decide(VerifyQuestion question, string party, long came, CancellationToken cancel)
    {
        var view = trust.Now;
        var now = clock.GetUtcNow();
        var request = new VerificationRequest
        {
            DeviceResponse = question.Presentation,
            QrText = question.QrText,
            SessionTranscript = question.Transcript,
            Challenge = question.Challenge,
            Acceptor = question.Acceptor,
            Purpose = question.Purpose,
            Profile = question.Profile,
            Now = now,
            ShownAt = now,
            SimulatedClock = clock.IsSimulated(),
            Status = status,
            Known = question.Live ? new GoodSignatures() : null, // Decided twice then.
        };
        var offline = view.Verifier.Verify(request);
        var shown = await codes.Of(offline, cancel);
        if (shown is ReplayAnswer.Again) return Decided.Of(CredentialVerifier.Replayed(offline));
        LiveReply? live = question.Live && LiveMatters(offline) ? await AskHome(view, offline, question, party, came, cancel) : null;
        var verdict = live is { } reply ? view.Verifier.Verify(request with { Live = reply.Answer, LiveFault = reply.Fault, Now = clock.GetUtcNow() }) : offline;
        if (shown is ReplayAnswer.Unknown or ReplayAnswer.Away) verdict = CredentialVerifier.WithoutReplayCheck(verdict);
        return Decided.Of(verdict, live, withoutCache: !cache.Available && (shown is not null || live is not null));
    }

    private async Task<LiveReply> AskHome(TrustView view, Verdict offline, VerifyQuestion question, string party, long came, CancellationToken cancel)
    {
        if (await kept.Find(view, offline, question.Purpose, cancel) is { } known) return LiveReply.Of(known);
        var region = offline.Issuer!.Region!;
        using var span = tracing.Call("ask home region")?.SetTag("region", region).SetTag("purpose", question.Purpose.ToString());
        var watch = Stopwatch.GetTimestamp();
        var reply = await home.Ask(view, region, offline.RestsOn.Status!, question, party, Stopwatch.GetElapsedTime(came), cancel);
        meter.Asked(region, question.Purpose, reply, Stopwatch.GetElapsedTime(watch));
        if (reply.Answer is { } answer) await kept.Keep(answer, cancel);
        return reply;
    }

    // A home region is asked only about a licence that is genuine and otherwise good: forged or refused ones
    // cost nobody a question, and no region learns of them.
    private static bool LiveMatters(Verdict offline) =>
        offline is { Outcome: not Outcome.Refused, Issuer.Region: not null, RestsOn.Status: not null }
        && offline.Reasons.All(finding => finding.Reason is
            Reason.StatusListMissing or Reason.StatusIndexUnknown or Reason.StatusTooOld or Reason.StatusListExpired or Reason.StatusStale);
}
