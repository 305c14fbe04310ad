using TrustList.Format.Encoding;
using TrustList.Format.Signing;

namespace TrustList.Format.Metadata;

/// <summary>Writes and signs metadata files (SPEC.md §4.2).</summary>
public static class MetadataWriter
{
    /// <summary>Writes a role signed by each signer. No check of thresholds: signatures may be added later.</summary>
    public static byte[] Write(SignedRole role, params IEnumerable<ISigner> signers) => throw new NotImplementedException();

    /// <summary>Adds a signature, or replaces the same key's, without changing what is signed.</summary>
    public static Decoded<byte[]> AddSignature(ReadOnlyMemory<byte> file, ISigner signer) => throw new NotImplementedException();
}
