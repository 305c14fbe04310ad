using System.Security.Cryptography;
using TrustList.Format.Encoding;

namespace TrustList.Format.Metadata;

/// <summary>Compares bytes with what signed metadata says of them (TUF §5.5.2, §5.6.2, §5.7.2).</summary>
public static class ListedFile
{
    /// <summary>Null where stated length and hash are those of the bytes, else which of them is not.</summary>
    public static MetadataFault? Check(MetaFile listed, ReadOnlySpan<byte> bytes)
        => Compare(listed.Length, listed.Sha256, bytes.Length, listed.Sha256 is null ? null : Hash(bytes));

    /// <summary>The same for a file already read.</summary>
    public static MetadataFault? Check(MetaFile listed, SignedMetadata file)
        => Compare(listed.Length, listed.Sha256, file.Bytes.Length, file.Sha256);

    /// <summary>Null where length and hash are those of the bytes, else which of them is not.</summary>
    public static MetadataFault? Check(TargetFile listed, ReadOnlySpan<byte> bytes)
        => Compare(listed.Length, listed.Sha256, bytes.Length, Hash(bytes));

    private static MetadataFault? Compare(long? statedLength, string? statedHash, int length, string? hash)
    {
        if (statedLength is { } stated && stated != length)
            return MetadataFault.LengthMismatch;
        return statedHash is not null && statedHash != hash ? MetadataFault.HashMismatch : null;
    }

    private static string Hash(ReadOnlySpan<byte> bytes) => LowerHex.Of(SHA256.HashData(bytes));
}
