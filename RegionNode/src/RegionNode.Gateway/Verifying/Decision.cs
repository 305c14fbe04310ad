using Federation.Hosting.Clock;
using RegionNode.Gateway.Routing;
using TrustList.Format.Status;
using TrustList.Format.Verification;

namespace RegionNode.Gateway.Verifying;

/// <summary>Decides a presentation: offline first, then, where it was asked for and can matter, with the home region's answer.</summary>
internal sealed class Decision(CurrentTrust trust, IStatusSource status, HomeRegion home, TimeProvider clock)
{
    /// <summary>The verdict; any presentation ends in one.</summary>
    public async Task<Verdict> Decide(VerifyQuestion question, CancellationToken cancel)
    {
        var view = trust.Now;
        var request = new VerificationRequest
        {
            DeviceResponse = question.Presentation,
            SessionTranscript = question.Transcript,
            Acceptor = question.Acceptor,
            Purpose = question.Purpose,
            Profile = question.Profile,
            Now = clock.GetUtcNow(),
            SimulatedClock = clock.IsSimulated(),
            Status = status,
        };
        var offline = view.Verifier.Verify(request);
        if (!question.Live || !LiveMatters(offline)) return offline;
        var reply = await home.Ask(view, offline.Issuer!.Region!, offline.RestsOn.Status!, question.Acceptor, question.Purpose, cancel);
        return view.Verifier.Verify(request with { Live = reply.Answer, LiveFault = reply.Fault, Now = clock.GetUtcNow() });
    }

    // A home region is asked only about a licence that is genuine and otherwise good: forged or refused ones
    // cost nobody a question, and no region learns of them.
    private static bool LiveMatters(Verdict offline) =>
        offline is { Outcome: not Outcome.Refused, Issuer.Region: not null, RestsOn.Status: not null }
        && offline.Reasons.All(finding => finding.Reason is
            Reason.StatusListMissing or Reason.StatusIndexUnknown or Reason.StatusTooOld or Reason.StatusListExpired or Reason.StatusStale);
}
