using TrustList.Format.Signing;

namespace TrustList.Format.Metadata;

/// <summary>
/// Counts who signed (TUF §4.2.1 and each verification step of §5; SPEC.md §4.4). Keys are told apart by their material:
/// one key listed under two identifiers counts once.
/// </summary>
internal static class SignatureThreshold
{
    /// <summary>
    /// Whether at least the threshold of distinct keys signed. A person may hold an SM2 key beside another: the two never
    /// add up. SM2 signatures count for the threshold only in a role that has no other keys.
    /// </summary>
    public static bool IsReached(IReadOnlyDictionary<string, MetadataKey> keys, RoleKeys role, SignedMetadata file, IForeignKeys? foreign = null)
    {
        var sm2Alone = role.KeyIds.All(keyId => keys.GetValueOrDefault(keyId)?.Key?.Algorithm == SignatureAlgorithm.SM2);
        return role.Threshold >= 1
            && Count(keys, role, file, role.Threshold, foreign, key => (key.Key?.Algorithm == SignatureAlgorithm.SM2) == sm2Alone) == role.Threshold;
    }

    /// <summary>Whether at least so many distinct keys of one algorithm signed.</summary>
    public static bool HasSigned(
        IReadOnlyDictionary<string, MetadataKey> keys, RoleKeys role, SignedMetadata file, SignatureAlgorithm algorithm, int atLeast)
        => Count(keys, role, file, atLeast, foreign: null, key => key.Key?.Algorithm == algorithm) == atLeast;

    private static int Count(
        IReadOnlyDictionary<string, MetadataKey> keys, RoleKeys role, SignedMetadata file, int enough, IForeignKeys? foreign, Func<MetadataKey, bool> counts)
    {
        var counted = new HashSet<string>(StringComparer.Ordinal);
        foreach (var signature in file.Signatures)
        {
            if (counted.Count == enough)
                break;
            if (role.KeyIds.Contains(signature.KeyId)
                && keys.TryGetValue(signature.KeyId, out var listed)
                && counts(listed)
                && Signer(listed, file, signature, foreign) is { } material)
                counted.Add(material);
        }
        return counted.Count;
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
