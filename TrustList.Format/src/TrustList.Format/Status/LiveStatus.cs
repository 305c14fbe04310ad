namespace TrustList.Format.Status;

/// <summary>
/// A live answer that may be relied on until it expires. Holding one proves: a status key that the region's signed
/// record allows signed it; it answers this question (region, uri, index, nonce); it was in its life when verified.
/// </summary>
public sealed class LiveStatus
{
    internal LiveStatus(LiveStatusClaims claims, string keyId) => (Claims, KeyId) = (claims, keyId);

    /// <summary>What the region says.</summary>
    public LiveStatusClaims Claims { get; }

    /// <summary>The status key that signed it.</summary>
    public string KeyId { get; }

    /// <summary>Whether its life has ended.</summary>
    public bool IsExpiredAt(DateTimeOffset now) => now >= Claims.Expires;
}
