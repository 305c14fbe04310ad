using TrustList.Format.Signing;

namespace RegionNode.Issuer.Keys;

/// <summary>A status key that may sign now: ours, listed in the newest issuers.json that the hub admitted, its window open, not lost.</summary>
/// <param name="Signer">The key.</param>
/// <param name="KeyId">Its name in issuers.json.</param>
internal sealed record StatusSigner(ISigner Signer, string KeyId);
