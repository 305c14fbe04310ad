using TrustList.Format.Signing;

namespace TrustList.Format.Metadata;

/// <summary>Counts who signed (TUF §4.2.1 and each verification step of §5).</summary>
internal static class SignatureThreshold
{
    /// <summary>
    /// Whether at least the threshold of distinct keys signed. Keys are told apart by their material: one key listed
    /// under two identifiers counts once.
    /// </summary>
    public static bool IsReached(IReadOnlyDictionary<string, MetadataKey> keys, RoleKeys role, SignedMetadata file)
    {
        if (role.Threshold < 1)
            return false;
        var counted = new HashSet<PublicKey>();
        foreach (var signature in file.Signatures)
        {
            if (role.KeyIds.Contains(signature.KeyId)
                && keys.TryGetValue(signature.KeyId, out var listed)
                && listed.Key is { } key
                && !counted.Contains(key)
                && key.Verify(file.SignedBytes.Span, signature.Value.Span, SignatureForm.Der)
                && counted.Add(key)
                && counted.Count >= role.Threshold)
                return true;
        }
        return false;
    }
}
