using TrustList.Format.Encoding;
using TrustList.Format.Registry;

namespace TrustList.Format.Verification.Checks;

/// <summary>Whether the accepting region takes this region's licences for the purpose. SPEC.md §8.2 step 6.</summary>
internal static class RecognitionCheck
{
    public static RecognitionResult? Run(string docType, RegionRecord region, TrustState state, VerificationRequest request, Findings findings)
    {
        if (request.Acceptor is not { } acceptor || request.Purpose is not { } purpose)
        {
            findings.Add(Reason.RecognitionNotChecked, "no acceptor and purpose");
            return null;
        }
        if (state.Registry.Find(acceptor) is null)
        {
            findings.Add(Reason.AcceptorUnknown, Printable.Of(acceptor));
            return null;
        }
        var result = Recognition.Evaluate(
            state.Policy, state.Registry, region.Code, acceptor, docType, request.VehicleClass, purpose, request.Now);
        if (!result.Recognised)
            findings.Add(Reason.NotRecognised, result.RecognisedFrom is { } from ? $"recognised from {Instants.Format(from)}" : $"{result.Refusal}");
        return result;
    }
}
