using System.Formats.Cbor;
using TrustList.Format.Encoding;
using TrustList.Format.Log;
using TrustList.Format.Registry;

namespace TrustList.Format.Status;

/// <summary>What a region's head says of its status state (SPEC.md §7.8).</summary>
/// <param name="Region">The region's code.</param>
/// <param name="Version">1, 2, 3 … without gaps.</param>
/// <param name="IssuedAt">When it was made, whole seconds.</param>
/// <param name="Blocks">Blocks opened, 0 to <see cref="Limits.StatusBlocks"/>.</param>
/// <param name="StateRoot">The state root over these blocks, 32 bytes.</param>
/// <param name="Previous">The hash of the head before; 32 zeros for version 1.</param>
public sealed record StatusHeadClaims(
    string Region, long Version, DateTimeOffset IssuedAt, int Blocks, ReadOnlyMemory<byte> StateRoot, ReadOnlyMemory<byte> Previous)
{
    internal const int RegionLabel = 1, IssuedAtLabel = 6, VersionLabel = -65_537, BlocksLabel = -65_548, StateRootLabel = -65_549,
        PreviousLabel = -65_550;

    /// <summary>What stands for the head before the first: 32 zeros.</summary>
    public static readonly ReadOnlyMemory<byte> NoPrevious = new byte[MerkleTree.HashBytes];

    /// <summary>The rule of SPEC.md §7.8 that these claims break; null when they break none.</summary>
    internal string? BrokenRule =>
        !RegionCode.IsValid(Region) ? "the region is no region code"
        : Version < 1 ? "the version is at least 1"
        : IssuedAt.ToUnixTimeSeconds() is < 0 or > NumericDate.Max ? "the instant is outside 1970 to 9999"
        : Blocks is < 0 or > Limits.StatusBlocks ? $"0 to {Limits.StatusBlocks} blocks"
        : StateRoot.Length != MerkleTree.HashBytes || Previous.Length != MerkleTree.HashBytes ? "hashes have 32 bytes"
        : Version == 1 != Previous.Span.SequenceEqual(NoPrevious.Span) ? "the first version alone has no predecessor"
        : null;

    /// <summary>The claims as they are signed: a deterministic CBOR map. Its SHA-256 is the head's hash.</summary>
    internal byte[] ToPayload()
    {
        var writer = new CborWriter(CborConformanceMode.Canonical);
        writer.WriteStartMap(6);
        writer.WriteInt32(RegionLabel);
        writer.WriteTextString(Region);
        writer.WriteInt32(IssuedAtLabel);
        writer.WriteInt64(NumericDate.Of(IssuedAt));
        writer.WriteInt32(VersionLabel);
        writer.WriteInt64(Version);
        writer.WriteInt32(BlocksLabel);
        writer.WriteInt32(Blocks);
        writer.WriteInt32(StateRootLabel);
        writer.WriteByteString(StateRoot.Span);
        writer.WriteInt32(PreviousLabel);
        writer.WriteByteString(Previous.Span);
        writer.WriteEndMap();
        return writer.Encode();
    }
}
