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

    private StatusListToken(StatusListClaims claims, int bits, ReadOnlyMemory<byte> compressed, string keyId, Func<PublicKey, bool> signedBy)
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

    /// <summary>Reads the CWT form. Faults: Malformed, WrongType, BadList.</summary>
    public static StatusResult<StatusListToken> ReadCwt(ReadOnlyMemory<byte> cwt) => StatusListCwt.Read(cwt);

    /// <summary>Reads the JWT form. Faults: Malformed, WrongType, BadList.</summary>
    public static StatusResult<StatusListToken> ReadJwt(string jwt) => StatusListJwt.Read(jwt);

    /// <summary>Writes the CWT form: COSE_Sign1, tag 18, type and key id in the protected header.</summary>
    /// <exception cref="ArgumentException">The claims break a rule of SPEC.md §7.4.</exception>
    public static byte[] ToCwt(StatusList list, StatusListClaims claims, ISigner signer, string keyId) =>
        StatusListCwt.Write(list, claims.Checked(), signer, keyId);

    /// <summary>Writes the JWT form.</summary>
    /// <exception cref="ArgumentException">The claims break a rule of SPEC.md §7.4.</exception>
    public static string ToJwt(StatusList list, StatusListClaims claims, ISigner signer, string keyId) =>
        StatusListJwt.Write(list, claims.Checked(), signer, keyId);

    /// <summary>Whether the key signed this token. Never throws.</summary>
    public bool IsSignedBy(PublicKey key) => signedBy(key);

    /// <summary>Expands the list, within its limit.</summary>
    public Decoded<StatusList> Inflate() => StatusList.Inflate(Bits, Compressed);

    /// <summary>Closes the reading of either form by the rules that both share.</summary>
    internal static StatusResult<StatusListToken> Checked(
        StatusListClaims claims, int bits, ReadOnlyMemory<byte> compressed, string keyId, Func<PublicKey, bool> signedBy)
    {
        if (claims.BrokenRule is { } rule)
            return StatusResult<StatusListToken>.Fail(StatusFault.Malformed, rule);
        return StatusList.IsWidth(bits)
            ? StatusResult<StatusListToken>.Of(new StatusListToken(claims, bits, compressed, keyId, signedBy))
            : StatusResult<StatusListToken>.Fail(StatusFault.BadList, "bits: 1, 2, 4 or 8");
    }
}
