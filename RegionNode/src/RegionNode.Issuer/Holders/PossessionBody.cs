namespace RegionNode.Issuer.Holders;

/// <summary>A holder's call about a licence that the device has.</summary>
/// <param name="StatusUri">The list that the licence names.</param>
/// <param name="Index">Its index there.</param>
/// <param name="Nonce">From <c>/holder/nonce</c>, unused.</param>
/// <param name="DeviceKey">The key that the licence names.</param>
/// <param name="Proof">ES256 signature (r and s, base64url) by that key over the text that <c>HolderProof</c> states for the act.</param>
internal record PossessionBody(string StatusUri, int Index, string Nonce, DeviceKeyBody DeviceKey, string Proof);

/// <summary>
/// A holder asks for a signed statement to show with the licence. The purpose is what it will be shown for: letters and points are told
/// where that purpose is told them; absent: the value alone. It is part of the proof.
/// </summary>
internal sealed record AssertionBody(string StatusUri, int Index, string Nonce, DeviceKeyBody DeviceKey, string Proof, string? Purpose = null)
    : PossessionBody(StatusUri, Index, Nonce, DeviceKey, Proof);
