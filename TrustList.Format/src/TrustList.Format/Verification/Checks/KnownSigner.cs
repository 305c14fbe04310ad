using TrustList.Format.Credentials;

namespace TrustList.Format.Verification.Checks;

/// <summary>A document signer's certificate as far as it can be judged once for all presentations.</summary>
/// <param name="Leaf">The certificate, parsed, its key imported.</param>
/// <param name="Anchor">The anchor that issued it; null when none did.</param>
/// <param name="Pinned">True when the leaf itself is the anchor.</param>
/// <param name="Lasting">The findings that do not depend on the instant or the document.</param>
internal sealed record KnownSigner(CertificateFacts Leaf, Anchor? Anchor, bool Pinned, IReadOnlyList<Finding> Lasting);
