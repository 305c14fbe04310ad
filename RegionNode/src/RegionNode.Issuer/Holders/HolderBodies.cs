namespace RegionNode.Issuer.Holders;

/// <summary>A nonce for one proof.</summary>
/// <param name="Nonce">Goes into the proof as it stands.</param>
/// <param name="ExpiresInSeconds">Its life from now.</param>
internal sealed record NonceBody(string Nonce, int ExpiresInSeconds);

/// <summary>A P-256 public key as a JWK (RFC 7518 §6.2.1); coordinates are 32 bytes in base64url.</summary>
internal sealed record DeviceKeyBody(string Kty, string Crv, string X, string Y);

/// <summary>A holder collects a licence.</summary>
/// <param name="Offer">The code from the province's system.</param>
/// <param name="Nonce">From <c>/holder/nonce</c>, unused.</param>
/// <param name="DeviceKey">The key the licence will name.</param>
/// <param name="Proof">ES256 signature (r and s, base64url) by that key over the text that <c>HolderProof</c> states.</param>
internal sealed record CollectBody(string Offer, string Nonce, DeviceKeyBody DeviceKey, string Proof);
