using TrustList.Format.Signing;

namespace TrustList.Format.Metadata;

/// <summary>
/// A key as metadata lists it. Read from a file, it proves that <see cref="KeyId"/> is the hash of the key object.
/// </summary>
/// <param name="KeyId">SHA-256 of the canonical key object, lower-case hex.</param>
/// <param name="KeyType">For example <c>ecdsa</c>, <c>ed25519</c>, or a type this system does not know.</param>
/// <param name="Scheme">For example <c>ecdsa-sha2-nistp256</c>.</param>
/// <param name="Key">The key, or null where type or scheme is unknown: it is kept and never counts.</param>
public sealed record MetadataKey(string KeyId, string KeyType, string Scheme, PublicKey? Key)
{
    /// <summary>The text of <c>keyval.public</c> as received: PEM for ECDSA, hex for Ed25519.</summary>
    public required string Public { get; init; }

    /// <summary>The entry for a key.</summary>
    public static MetadataKey Of(PublicKey key) => throw new NotImplementedException();
}
