using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using TrustList.Format.Encoding;

namespace TrustList.Format.Log;

/// <summary>
/// What a region logs of one licence when it signs it (SPEC.md §13.1): a hash that says nothing to whoever has not the
/// licence and its blind.
/// </summary>
public static class IssuanceLeaf
{
    /// <summary>Bytes of a blind: random, one for each licence, known to the region and the holder alone.</summary>
    public const int BlindBytes = 32;

    private const int DataBytes = BlindBytes + SHA256.HashSizeInBytes + sizeof(long);

    /// <summary>A blind for a licence that is being signed.</summary>
    public static byte[] NewBlind() => RandomNumberGenerator.GetBytes(BlindBytes);

    /// <summary>A licence's place among all of its region: block · 2^20 + index in the block's list.</summary>
    public static long Entry(long block, int index) => checked(block * Limits.StatusListEntries + index);

    /// <summary>
    /// The entry of a licence by the reference it carries: the list's number is the last segment of its uri. Null where that is
    /// no number in its one spelling, or the index lies outside every list.
    /// </summary>
    public static long? EntryOf(string statusUri, long index)
    {
        var name = statusUri.AsSpan(statusUri.LastIndexOf('/') + 1);
        return index is >= 0 and < Limits.StatusListEntries && (name is "0" || !name.StartsWith("0"))
            && int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var block)
            ? Entry(block, (int)index)
            : null;
    }

    /// <summary>The leaf hash of a licence.</summary>
    /// <param name="blind">Its blind.</param>
    /// <param name="msoSha256">SHA-256 of its mobile security object: the payload of issuerAuth as it was signed.</param>
    /// <param name="entry">Its <see cref="Entry"/>, from 0.</param>
    /// <exception cref="ArgumentException">A part has another length, or the entry is negative.</exception>
    public static ReadOnlyMemory<byte> Hash(ReadOnlySpan<byte> blind, ReadOnlySpan<byte> msoSha256, long entry)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(blind.Length, BlindBytes);
        ArgumentOutOfRangeException.ThrowIfNotEqual(msoSha256.Length, SHA256.HashSizeInBytes);
        ArgumentOutOfRangeException.ThrowIfNegative(entry);
        Span<byte> data = stackalloc byte[DataBytes];
        blind.CopyTo(data);
        msoSha256.CopyTo(data[BlindBytes..]);
        BinaryPrimitives.WriteInt64BigEndian(data[(BlindBytes + SHA256.HashSizeInBytes)..], entry);
        return MerkleTree.LeafHash(data);
    }
}
