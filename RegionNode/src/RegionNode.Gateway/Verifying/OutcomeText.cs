using TrustList.Format.Verification;

namespace RegionNode.Gateway.Verifying;

/// <summary>One sentence for a person at a desk: the deciding reason's, or that nothing speaks against the licence.</summary>
internal static class OutcomeText
{
    /// <summary>The sentence in Chinese and in English.</summary>
    public static (string Zh, string En) Of(Verdict verdict) => verdict.Reason is { } reason && ReasonText.Of(reason) is var text
        ? (text.Zh, text.En)
        : ("核验通过", "The licence is accepted");
}
