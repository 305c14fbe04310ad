using System.Security.Cryptography;
using TrustList.Format.Encoding;

namespace TrustList.Format.Metadata;

/// <summary>Compares bytes with what signed metadata says of them (TUF §5.5.2, §5.6.2, §5.7.2). Every known hash stated counts.</summary>
public static class ListedFile
{
    /// <summary>Null where stated length and hashes are those of the bytes, else which of them is not.</summary>
    public static MetadataFault? Check(MetaFile listed, ReadOnlySpan<byte> bytes)
        => Compare(listed.Length, listed.Sha256, listed.Sha512, bytes, null);

    /// <summary>The same for a file already read.</summary>
    public static MetadataFault? Check(MetaFile listed, SignedMetadata file)
        => Compare(listed.Length, listed.Sha256, listed.Sha512, file.Bytes.Span, file.Sha256);

    /// <summary>Null where length and hashes are those of the bytes, else which of them is not. Without a known hash it is no file's entry.</summary>
    public static MetadataFault? Check(TargetFile listed, ReadOnlySpan<byte> bytes)
        => listed is { Sha256.Length: 0, Sha512: null }
            ? MetadataFault.HashMismatch
            : Compare(listed.Length, listed.Sha256.Length == 0 ? null : listed.Sha256, listed.Sha512, bytes, null);

    private static MetadataFault? Compare(long? length, string? sha256, string? sha512, ReadOnlySpan<byte> bytes, string? knownSha256)
    {
        if (length is { } stated && stated != bytes.Length)
            return MetadataFault.LengthMismatch;
        var same = (sha256 is null || sha256 == (knownSha256 ?? LowerHex.Of(SHA256.HashData(bytes))))
            && (sha512 is null || sha512 == LowerHex.Of(SHA512.HashData(bytes)));
        return same ? null : MetadataFault.HashMismatch;
    }
}
