using TrustList.Format.Signing;

namespace TrustList.Format.Status;

/// <summary>
/// A head without what the receiver works out: the state root comes from the payload that was applied, the algorithm from
/// the key. Nothing is proved until <see cref="ToHead"/> verifies.
/// </summary>
/// <param name="Region">The region's code.</param>
/// <param name="Version">The head's version.</param>
/// <param name="IssuedAt">When it was made.</param>
/// <param name="Blocks">Blocks opened.</param>
/// <param name="Previous">The hash of the head before.</param>
/// <param name="KeyId">The status key that signed it.</param>
/// <param name="Signature">The signature.</param>
/// <param name="StateRoot">The state root, in a package of heads alone; else null.</param>
public sealed record CompactHead(
    string Region, long Version, DateTimeOffset IssuedAt, int Blocks, ReadOnlyMemory<byte> Previous, string KeyId,
    ReadOnlyMemory<byte> Signature, ReadOnlyMemory<byte>? StateRoot = null)
{
    /// <summary>The compact form of a head.</summary>
    /// <param name="head">The head.</param>
    /// <param name="withRoot">Whether the state root goes along: for a package of heads alone.</param>
    public static CompactHead Of(VerifiedStatusHead head, bool withRoot = false) => new(
        head.Claims.Region, head.Claims.Version, head.Claims.IssuedAt, head.Claims.Blocks, head.Claims.Previous, head.KeyId,
        head.Signature, withRoot ? head.Claims.StateRoot : default(ReadOnlyMemory<byte>?));

    /// <summary>The whole head, to be verified.</summary>
    /// <param name="stateRoot">The root of the state after applying the payload, or the one carried.</param>
    /// <param name="algorithm">The algorithm of the key that <see cref="KeyId"/> names.</param>
    public byte[] ToHead(ReadOnlyMemory<byte> stateRoot, SignatureAlgorithm algorithm) => StatusHead.Rebuild(ToClaims(stateRoot), KeyId, algorithm, Signature);

    /// <summary>The claims of the whole head.</summary>
    public StatusHeadClaims ToClaims(ReadOnlyMemory<byte> stateRoot) => new(Region, Version, IssuedAt, Blocks, stateRoot, Previous);
}
