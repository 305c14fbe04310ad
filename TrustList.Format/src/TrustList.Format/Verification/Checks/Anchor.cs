using TrustList.Format.Credentials;

namespace TrustList.Format.Verification.Checks;

/// <summary>A certificate that a verifier starts from.</summary>
/// <param name="Certificate">The certificate.</param>
/// <param name="Region">The region that the trust list pins it for; null when it was given by hand.</param>
internal sealed record Anchor(CertificateFacts Certificate, string? Region);
