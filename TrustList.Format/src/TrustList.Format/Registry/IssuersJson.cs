using System.Collections.Immutable;
using System.Text.Json.Nodes;
using TrustList.Format.Encoding;
using TrustList.Format.Log;
using static TrustList.Format.Registry.RegistryParts;

namespace TrustList.Format.Registry;

/// <summary><c>issuers.json</c> as JSON (SPEC.md §5.3).</summary>
internal static class IssuersJson
{
    private const string Format = "issuers/1";
    private const int LeafCharacters = 44;

    internal static Decoded<IssuersDocument> Read(ReadOnlySpan<byte> utf8) => RegistryParts.Read(
        utf8, Format,
        fields => new IssuersDocument
        {
            Region = fields.Text("region", 6),
            Certificates = fields.Objects("certificates", Limits.CertificatesPerRegion, item => Closed(item, ReadCertificate)),
            StatusKeys = fields.Objects("statusKeys", Limits.StatusKeysPerRegion, item => Closed(item, ReadStatusKey)),
        },
        IssuersChecks.Check);

    internal static byte[] Write(IssuersDocument document) => CanonicalJson.EncodeText(new JsonObject
    {
        ["format"] = Format,
        ["region"] = document.Region,
        ["certificates"] = new JsonArray([.. document.Certificates.Select(WriteCertificate)]),
        ["statusKeys"] = new JsonArray([.. document.StatusKeys.Select(WriteStatusKey)]),
    });

    private static IssuerCertificate ReadCertificate(JsonFields fields) => new()
    {
        Thumbprint = fields.Hex("thumbprint", 32),
        Der = fields.Base64("der", Limits.CertificateBytes),
        Role = fields.Choice("role", Words<CertificateRole>.All),
        Alg = fields.Text("alg", 32),
        DocTypes = fields.Texts("docTypes", Limits.DocTypes, 100),
        PublishedAt = fields.Instant("publishedAt"),
        SignFrom = fields.Instant("signFrom"),
        SignUntil = fields.Instant("signUntil"),
        VerifyUntil = fields.Instant("verifyUntil"),
        NotAfter = fields.Instant("notAfter"),
        DistrustAfter = fields.OptionalInstant("distrustAfter"),
        Disowned = Disowned(fields),
        ShortNotice = fields.OptionalObject("shortNotice") is { } shortNotice ? Closed(shortNotice, Reason) : null,
        History = History<KeyState>(fields),
    };

    private static ImmutableArray<ReadOnlyMemory<byte>> Disowned(JsonFields fields)
    {
        if (fields.OptionalTexts("disowned", Limits.DisownedLeaves, LeafCharacters) is not { } texts)
            return [];
        if (texts.IsEmpty)
            fields.Refuse(DecodeFault.BadValue, "disowned: one or more, or absent");
        return [.. texts.Select(text => Leaf(text, fields))];
    }

    private static ReadOnlyMemory<byte> Leaf(string text, JsonFields fields)
    {
        var leaf = new byte[MerkleTree.HashBytes];
        if (!Convert.TryFromBase64String(text, leaf, out var length) || length != leaf.Length || Convert.ToBase64String(leaf) != text)
            fields.Refuse(DecodeFault.BadValue, "disowned: 32 bytes in base64 expected");
        return leaf;
    }

    private static JsonObject WriteCertificate(IssuerCertificate certificate)
    {
        var json = new JsonObject
        {
            ["thumbprint"] = certificate.Thumbprint,
            ["der"] = Base64(certificate.Der),
            ["role"] = Words<CertificateRole>.Of(certificate.Role),
            ["alg"] = certificate.Alg,
            ["docTypes"] = RegistryParts.Write(certificate.DocTypes),
            ["notAfter"] = Instants.Format(certificate.NotAfter),
        };
        WriteDates(json, certificate);
        json["verifyUntil"] = Instants.Format(certificate.VerifyUntil);
        if (certificate.DistrustAfter is { } distrust)
            json["distrustAfter"] = Instants.Format(distrust);
        if (!certificate.Disowned.IsEmpty)
            json["disowned"] = RegistryParts.Write(certificate.Disowned.Select(Base64));
        return json;
    }

    private static StatusKey ReadStatusKey(JsonFields fields) => new()
    {
        KeyId = fields.Text("keyId", 128),
        Spki = fields.Base64("spki", Limits.PublicKeyBytes),
        PublishedAt = fields.Instant("publishedAt"),
        SignFrom = fields.Instant("signFrom"),
        SignUntil = fields.Instant("signUntil"),
        ValidUntil = fields.Instant("validUntil"),
        ShortNotice = fields.OptionalObject("shortNotice") is { } shortNotice ? Closed(shortNotice, Reason) : null,
        History = History<KeyState>(fields),
    };

    private static JsonObject WriteStatusKey(StatusKey key)
    {
        var json = new JsonObject { ["keyId"] = key.KeyId, ["spki"] = Base64(key.Spki), ["validUntil"] = Instants.Format(key.ValidUntil) };
        WriteDates(json, key);
        return json;
    }

    private static void WriteDates(JsonObject json, IKeyRecord key)
    {
        json["publishedAt"] = Instants.Format(key.PublishedAt);
        json["signFrom"] = Instants.Format(key.SignFrom);
        json["signUntil"] = Instants.Format(key.SignUntil);
        json["history"] = RegistryParts.Write(key.History);
        if (key.ShortNotice is { } reason)
            json["shortNotice"] = RegistryParts.Write(reason);
    }
}
