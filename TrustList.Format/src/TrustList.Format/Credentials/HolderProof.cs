using System.Globalization;
using TrustList.Format.Signing;

namespace TrustList.Format.Credentials;

/// <summary>
/// The proof that a holder's device has its key (SPEC.md §6.8): the device key's ES256 signature (r and s) over the UTF-8 text
/// <c>federation-holder-ACT-1</c>, region code, nonce and subject, each on a line of its own, LF between them. It binds the key to
/// one act, one issuer, one nonce and one subject: the offer of a licence to collect, or a licence's place in the status lists.
/// </summary>
public static class HolderProof
{
    /// <summary>Makes the proof with which a wallet collects a licence.</summary>
    /// <param name="deviceKey">The key the licence will name.</param>
    /// <param name="region">The issuing region, six digits.</param>
    /// <param name="nonce">As the issuer gave it.</param>
    /// <param name="offer">As the province's system gave it.</param>
    public static byte[] Sign(ISigner deviceKey, string region, string nonce, string offer) => Sign(deviceKey, HolderAct.Collect, region, nonce, offer);

    /// <summary>Makes the proof for an act on the holder's device.</summary>
    /// <param name="deviceKey">The key the licence names.</param>
    /// <param name="act">What for.</param>
    /// <param name="region">The issuing region, six digits.</param>
    /// <param name="nonce">As the issuer gave it.</param>
    /// <param name="subject">The offer, or what <see cref="SubjectOf"/> makes.</param>
    public static byte[] Sign(ISigner deviceKey, HolderAct act, string region, string nonce, string subject)
    {
        ArgumentNullException.ThrowIfNull(deviceKey);
        return deviceKey.Sign(Text(act, region, nonce, subject), SignatureForm.P1363);
    }

    /// <summary>Whether the key made the proof for exactly this region, nonce and offer. Never throws.</summary>
    public static bool Verify(PublicKey deviceKey, string region, string nonce, string offer, ReadOnlySpan<byte> proof) =>
        Verify(deviceKey, HolderAct.Collect, region, nonce, offer, proof);

    /// <summary>Whether the key made the proof for exactly this act, region, nonce and subject. Never throws.</summary>
    public static bool Verify(PublicKey deviceKey, HolderAct act, string region, string nonce, string subject, ReadOnlySpan<byte> proof)
    {
        ArgumentNullException.ThrowIfNull(deviceKey);
        return !(region + nonce + subject).Contains('\n') && deviceKey.Verify(Text(act, region, nonce, subject), proof, SignatureForm.P1363);
    }

    /// <summary>A licence as the subject of a proof: its place in the status lists, and what else is asked, with spaces between.</summary>
    /// <param name="statusUri">The list that the licence names.</param>
    /// <param name="index">Its index there.</param>
    /// <param name="more">More that the proof covers, for example the purpose of an assertion; null: nothing.</param>
    public static string SubjectOf(string statusUri, long index, string? more = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{statusUri} {index}{(more is null ? "" : " " + more)}");

    private static byte[] Text(HolderAct act, string region, string nonce, string subject) =>
        System.Text.Encoding.UTF8.GetBytes(string.Join('\n', $"federation-holder-{act.ToString().ToLowerInvariant()}-1", region, nonce, subject));
}
