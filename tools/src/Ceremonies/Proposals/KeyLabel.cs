using TrustList.Format.Metadata;
using TrustList.Format.Signing;

namespace Federation.Ceremonies.Proposals;

/// <summary>How a key is named to people: the beginning of its identifier, and its algorithm where it is not ES256.</summary>
public static class KeyLabel
{
    /// <summary>The label.</summary>
    public static string Of(PublicKey key) => MetadataKey.Of(key).KeyId[..12] + (key.Algorithm == SignatureAlgorithm.ES256 ? "" : $" ({key.Algorithm})");
}
