using System.Security.Cryptography;
using System.Text.Json.Nodes;
using TrustList.Format.Encoding;
using TrustList.Format.Signing;

namespace TrustList.Format.Metadata;

/// <summary>
/// A key as metadata lists it. Read from a file, it proves that <see cref="KeyId"/> is the hash of the key object.
/// </summary>
/// <param name="KeyId">SHA-256 of the canonical key object, lower-case hex.</param>
/// <param name="KeyType">For example <c>ecdsa</c>, <c>ed25519</c>, <c>sm2</c>, or a type this system does not know.</param>
/// <param name="Scheme">For example <c>ecdsa-sha2-nistp256</c>.</param>
/// <param name="Key">The key, or null where type or scheme is unknown: it is kept and never counts.</param>
public sealed record MetadataKey(string KeyId, string KeyType, string Scheme, PublicKey? Key)
{
    /// <summary>The text of <c>keyval.public</c> as received: PEM for ECDSA and SM2, hex for Ed25519.</summary>
    public required string Public { get; init; }

    /// <summary>The entry for a key.</summary>
    public static MetadataKey Of(PublicKey key)
    {
        var text = key.Algorithm == SignatureAlgorithm.Ed25519 ? LowerHex.Of(key.Raw) : key.ToPem();
        var json = ToJson(key.Suite.MetadataKeyType, key.Suite.MetadataScheme, text);
        return new MetadataKey(IdOf(json), key.Suite.MetadataKeyType, key.Suite.MetadataScheme, key) { Public = text };
    }

    internal JsonObject ToJson() => ToJson(KeyType, Scheme, Public);

    /// <summary>Reads an entry and checks its identifier against the object as received, or against its three known members.</summary>
    internal static MetadataKey Read(string keyId, JsonFields fields)
    {
        var keyType = fields.Text(MetadataMembers.KeyType, Limits.PathCharacters);
        var scheme = fields.Text(MetadataMembers.Scheme, Limits.PathCharacters);
        var text = fields.Object(MetadataMembers.KeyValue).Text(MetadataMembers.Public, Limits.PublicKeyBytes);
        if (fields.Failed)
            return new MetadataKey(keyId, keyType, scheme, null) { Public = text };
        if (keyId != IdOf(fields.Source) && keyId != IdOf(ToJson(keyType, scheme, text)))
            fields.Refuse(DecodeFault.BadValue, "a key identifier is not the hash of its key");
        var key = Import(keyType, scheme, text);
        if (key is { Ok: false })
            fields.Refuse(DecodeFault.BadValue, key.Value.Detail);
        return new MetadataKey(keyId, keyType, scheme, key is { Ok: true } good ? good.Value : null) { Public = text };
    }

    // Null for a type or scheme that is not known here. "ecdsa-sha2-nistp256" as a key type is an older spelling of TUF.
    private static Decoded<PublicKey>? Import(string keyType, string scheme, string text) => (keyType, scheme) switch
    {
        ("ecdsa" or "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp256") => Expect(SignatureAlgorithm.ES256, PublicKey.FromPem(text)),
        ("ed25519", "ed25519") => LowerHex.TryDecode(text, Limits.PublicKeyBytes, out var raw)
            ? PublicKey.FromEd25519(raw)
            : Decoded<PublicKey>.Fail(DecodeFault.BadValue, "an Ed25519 key in lower-case hex expected"),
        ("sm2", "sm2-sm3") => Expect(SignatureAlgorithm.SM2, PublicKey.FromPem(text)),
        _ => null,
    };

    private static Decoded<PublicKey> Expect(SignatureAlgorithm algorithm, Decoded<PublicKey> key)
        => key.Ok && key.Value.Algorithm != algorithm
            ? Decoded<PublicKey>.Fail(DecodeFault.BadValue, "a key of another algorithm than its type says")
            : key;

    private static JsonObject ToJson(string keyType, string scheme, string text) => new()
    {
        [MetadataMembers.KeyType] = keyType,
        [MetadataMembers.Scheme] = scheme,
        [MetadataMembers.KeyValue] = new JsonObject { [MetadataMembers.Public] = text },
    };

    private static string IdOf(JsonObject key) => LowerHex.Of(SHA256.HashData(CanonicalJson.Encode(key)));
}
