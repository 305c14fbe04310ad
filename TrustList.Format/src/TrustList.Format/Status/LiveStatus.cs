namespace TrustList.Format.Status;

/// <summary>
/// A live answer that may be relied on until it expires. Holding one proves: a status key that the region's signed
/// record allows signed it; it answers this question (region, uri, index and, where it was not kept, nonce); it was in its life when verified.
/// </summary>
public sealed class LiveStatus
{
    internal LiveStatus(LiveStatusClaims claims, string keyId, ReadOnlyMemory<byte> bytes) => (Claims, KeyId, Bytes) = (claims, keyId, bytes);

    /// <summary>What the region says.</summary>
    public LiveStatusClaims Claims { get; }

    /// <summary>The status key that signed it.</summary>
    public string KeyId { get; }

    /// <summary>The assertion as the region signed it: whoever gets it can check it again.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Whether its life has ended.</summary>
    public bool IsExpiredAt(DateTimeOffset now) => now >= Claims.Expires;
}
