using System.Security.Cryptography;
using TrustList.Format.Credentials.Reading;
using TrustList.Format.Encoding;
using TrustList.Format.Registry;
using TrustList.Format.Status;

namespace TrustList.Format.Verification.Checks;

/// <summary>What a live assertion that the holder carries says of this licence. SPEC.md §7.15.</summary>
internal static class StapleCheck
{
    /// <summary>The claims where they count; null where there is none, or, with a warning, where it is not for this licence and instant.</summary>
    public static LiveStatusClaims? Run(
        IssuerSigned licence, StatusReference reference, RegionRecord region, TrustState state, VerificationRequest request, Findings findings)
    {
        if ((request.Staple ?? licence.Staple) is not { } assertion)
            return null;
        // Its nonce is the hash of the security object: an answer to somebody's question is no staple.
        var question = new LiveStatusQuestion(region.Code, reference.Uri, reference.Index, NonceOf(licence, assertion));
        var verified = LiveAssertion.Verify(assertion, question, keyId => state.FindStatusKey(region.Code, keyId, request.Now), request.Now);
        if (verified.Ok)
            return verified.Value.Claims;
        findings.Warn(Reason.StapleMismatch, Printable.Of($"{verified.Fault}: {verified.Detail}"));
        return null;
    }

    // A compact form knows the hash by its first half, which is enough to bind it.
    private static ReadOnlyMemory<byte> NonceOf(IssuerSigned licence, ReadOnlyMemory<byte> assertion) =>
        licence.Compact is not { } compact ? SHA256.HashData(licence.IssuerAuth.Payload!.Value.Span)
        : LiveAssertion.Unverified(assertion)?.Nonce is { Length: SHA256.HashSizeInBytes } nonce && nonce.Span.StartsWith(compact.MsoStart.Span) ? nonce
        : compact.MsoStart;

    /// <summary>
    /// Whether the staple decides: it is newer than the evidence at hand and, where policy names a log, not milder than it: no witness
    /// sees what holders carry.
    /// </summary>
    public static bool Decides(LiveStatusClaims staple, StatusEvidence? evidence, TrustState state) =>
        evidence is null || (staple.IssuedAt >= evidence.AsOf
            && (state.Policy.Log is null || evidence.Value is not { } said || staple.Value.Severity() >= said.Severity()));
}
