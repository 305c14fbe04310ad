using TrustList.Format.Signing;

namespace TrustList.Format.Credentials;

/// <summary>
/// The proof with which a wallet collects a licence: the device key's ES256 signature (r and s) over the UTF-8 text
/// <c>federation-holder-collect-1</c>, region code, nonce and offer, each on a line of its own, LF between them.
/// It binds the key to one issuer, one nonce and one offer.
/// </summary>
public static class HolderProof
{
    private const string Context = "federation-holder-collect-1";

    /// <summary>Makes the proof on the holder's device.</summary>
    /// <param name="deviceKey">The key the licence will name.</param>
    /// <param name="region">The issuing region, six digits.</param>
    /// <param name="nonce">As the issuer gave it.</param>
    /// <param name="offer">As the province's system gave it.</param>
    public static byte[] Sign(ISigner deviceKey, string region, string nonce, string offer)
    {
        ArgumentNullException.ThrowIfNull(deviceKey);
        return deviceKey.Sign(Text(region, nonce, offer), SignatureForm.P1363);
    }

    /// <summary>Whether the key made the proof for exactly this region, nonce and offer. Never throws.</summary>
    public static bool Verify(PublicKey deviceKey, string region, string nonce, string offer, ReadOnlySpan<byte> proof)
    {
        ArgumentNullException.ThrowIfNull(deviceKey);
        return !(region + nonce + offer).Contains('\n') && deviceKey.Verify(Text(region, nonce, offer), proof, SignatureForm.P1363);
    }

    private static byte[] Text(string region, string nonce, string offer) =>
        System.Text.Encoding.UTF8.GetBytes(string.Join('\n', Context, region, nonce, offer));
}
