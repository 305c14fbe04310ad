using TrustList.Format.Signing;

namespace TrustList.Format.Metadata;

/// <summary>Counts who signed (TUF §4.2.1 and each verification step of §5).</summary>
internal static class SignatureThreshold
{
    /// <summary>
    /// Whether at least the threshold of distinct keys signed. Keys are told apart by their material: one key listed
    /// under two identifiers counts once.
    /// </summary>
    public static bool IsReached(IReadOnlyDictionary<string, MetadataKey> keys, RoleKeys role, SignedMetadata file, IForeignKeys? foreign = null)
    {
        if (role.Threshold < 1)
            return false;
        var counted = new HashSet<string>(StringComparer.Ordinal);
        foreach (var signature in file.Signatures)
        {
            if (role.KeyIds.Contains(signature.KeyId)
                && keys.TryGetValue(signature.KeyId, out var listed)
                && Signer(listed, file, signature, foreign) is { } material
                && counted.Add(material)
                && counted.Count >= role.Threshold)
                return true;
        }
        return false;
    }

    // The material of the key, where the signature is its own.
    private static string? Signer(MetadataKey listed, SignedMetadata file, MetadataSignature signature, IForeignKeys? foreign)
    {
        if (listed.Key is { } key)
            return key.Verify(file.SignedBytes.Span, signature.Value.Span, SignatureForm.Der) ? key.Thumbprint : null;
        return foreign?.Import(listed.KeyType, listed.Scheme, listed.Public) is { } other
            && other.Verify(file.SignedBytes.Span, signature.Value.Span) ? other.Material : null;
    }
}
