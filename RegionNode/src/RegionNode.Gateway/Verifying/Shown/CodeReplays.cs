using RegionNode.Gateway.Caching;
using TrustList.Format.Credentials.Qr;
using TrustList.Format.Verification;

namespace RegionNode.Gateway.Verifying.Shown;

/// <summary>Whether a dynamic code was shown in this cluster before. SPEC.md §6.12.</summary>
internal sealed class CodeReplays(IReplayCache replays)
{
    /// <summary>Notes the code that a verdict is about; null where it is about none that counts once, or refuses it anyway.</summary>
    public async ValueTask<ReplayAnswer?> Of(Verdict verdict, CancellationToken cancel) =>
        verdict is { Outcome: not Outcome.Refused, Presented: { ReplayId: { } id, ReplayUntil: { } until } }
            ? await replays.Once($"qr:{id}", until - QrText.ClockSkew - QrText.Life, until, cancel)
            : null;
}
