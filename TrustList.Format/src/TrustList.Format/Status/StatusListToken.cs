using TrustList.Format.Encoding;
using TrustList.Format.Signing;

namespace TrustList.Format.Status;

/// <summary>
/// A status list token whose form was checked (SPEC.md §7.4). Nothing is proved about who made it, and the list is not
/// inflated: <see cref="VerifiedStatusList"/> does both in the safe order.
/// </summary>
public sealed class StatusListToken
{
    private readonly Func<PublicKey, bool> signedBy;

    internal StatusListToken(StatusListClaims claims, int bits, ReadOnlyMemory<byte> compressed, string keyId, Func<PublicKey, bool> signedBy)
    {
        (Claims, Bits, Compressed, KeyId) = (claims, bits, compressed, keyId);
        this.signedBy = signedBy;
    }

    /// <summary>The media type of the CWT form.</summary>
    public const string CwtMediaType = "application/statuslist+cwt";

    /// <summary>The media type of the JWT form.</summary>
    public const string JwtMediaType = "application/statuslist+jwt";

    /// <summary>What the token claims.</summary>
    public StatusListClaims Claims { get; }

    /// <summary>Bits an entry.</summary>
    public int Bits { get; }

    /// <summary>The list as a zlib stream.</summary>
    public ReadOnlyMemory<byte> Compressed { get; }

    /// <summary>The key that it says signed it.</summary>
    public string KeyId { get; }

    /// <summary>Reads the CWT form.</summary>
    public static Decoded<StatusListToken> ReadCwt(ReadOnlyMemory<byte> cwt) => throw new NotImplementedException();

    /// <summary>Reads the JWT form.</summary>
    public static Decoded<StatusListToken> ReadJwt(string jwt) => throw new NotImplementedException();

    /// <summary>Writes the CWT form: COSE_Sign1, tag 18, type and key id in the protected header.</summary>
    public static byte[] ToCwt(StatusList list, StatusListClaims claims, ISigner signer, string keyId) => throw new NotImplementedException();

    /// <summary>Writes the JWT form.</summary>
    public static string ToJwt(StatusList list, StatusListClaims claims, ISigner signer, string keyId) => throw new NotImplementedException();

    /// <summary>Whether the key signed this token. Never throws.</summary>
    public bool IsSignedBy(PublicKey key) => signedBy(key);

    /// <summary>Expands the list, within its limit.</summary>
    public Decoded<StatusList> Inflate() => StatusList.Inflate(Bits, Compressed);
}
