using System.Collections.Immutable;
using System.Text.Json.Nodes;
using TrustList.Format.Encoding;
using TrustList.Format.Metadata;
using TrustList.Format.Registry;
using TrustList.Format.Signing;

namespace Federation.Ceremonies.Regions;

/// <summary>An application as a file: a <c>signed</c> object and signatures over its canonical form, as metadata has them (SPEC.md §11.4).</summary>
public static class ApplicationFile
{
    private const string Kind = "application-1";
    private const int MostOperators = 32;
    private const int MostRoots = 8;

    /// <summary>Writes an application without signatures.</summary>
    public static byte[] Write(RegionApplication application) => CanonicalJson.EncodeText(new JsonObject
    {
        ["signed"] = new JsonObject
        {
            ["type"] = Kind,
            ["code"] = application.Code,
            ["name"] = new JsonObject { ["zh"] = application.Name.Zh, ["en"] = application.Name.En },
            ["iso3166"] = application.Iso3166,
            ["iaca"] = new JsonArray([.. application.Iaca.Select(der => (JsonNode)new JsonObject { ["der"] = Convert.ToBase64String(der.Span) })]),
            ["operators"] = new JsonArray([.. application.Operators.Keys.Select(key => (JsonNode)new JsonObject { ["spki"] = Convert.ToBase64String(key.SubjectPublicKeyInfo.Span) })]),
            ["threshold"] = application.Operators.Threshold,
            ["territory"] = new JsonObject { ["prefixes"] = Texts(application.Territory.Prefixes), ["except"] = Texts(application.Territory.Except) },
            ["docTypes"] = Texts(application.DocTypes),
            ["signingKeyDays"] = application.SigningKeyDays,
            ["contact"] = application.Contact,
            ["createdAt"] = Instants.Format(application.CreatedAt),
        },
        ["signatures"] = new JsonArray(),
    });

    /// <summary>Adds an operator's signature; the same key's is replaced.</summary>
    public static Decoded<byte[]> Sign(ReadOnlyMemory<byte> file, ISigner signer) => Read(file.Span).Then(application =>
        application.Operators.Keys.Contains(signer.PublicKey)
            ? MetadataWriter.AddSignature(file, signer)
            : Decoded<byte[]>.Fail(DecodeFault.BadValue, "the key is none of the operators that the application names"));

    /// <summary>Reads and verifies a file: strict, bounded; a signature that does not verify, or of a stranger, refuses the whole.</summary>
    public static Decoded<RegionApplication> Read(ReadOnlySpan<byte> file)
    {
        var parsed = CanonicalJson.Parse(file, Limits.ApplicationBytes);
        if (!parsed.Ok) return parsed.As<RegionApplication>();
        var fields = JsonFields.Of(parsed.Value);
        var signed = fields.Object("signed");
        var signatures = fields.Objects("signatures", MostOperators, each => (KeyId: each.Text("keyid", 64), Value: each.Text("sig", 2 * Limits.SignatureBytes)));
        fields.NoOthers();
        var body = Body(signed);
        var read = fields.Finish(body);
        return read.Ok ? Verify(read.Value!, CanonicalJson.Encode(signed.Source), signatures) : read.As<RegionApplication>();
    }

    private static RegionApplication? Body(JsonFields fields)
    {
        if (fields.Text("type", 32) != Kind) fields.Refuse(DecodeFault.BadValue, $"type: {Kind} expected");
        var (name, territory) = (fields.Object("name"), fields.Object("territory"));
        var keys = fields.Objects("operators", MostOperators, each => PublicKey.FromSpki(each.Base64("spki", Limits.PublicKeyBytes)));
        if (keys.Any(key => !key.Ok)) fields.Refuse(DecodeFault.BadValue, "operators: a key of no known kind");
        var threshold = (int)fields.Integer("threshold", 1, MostOperators);
        var members = fields.Failed ? [] : keys.Select(key => key.Value).ToImmutableArray();
        if (members.Distinct().Count() != members.Length || threshold > OperatorGroup.Counted(members, members))
            fields.Refuse(DecodeFault.BadValue, "operators: each key once, and as many that count together as the threshold");
        var application = fields.Failed ? null : new RegionApplication
        {
            Code = fields.Text("code", 6),
            Name = new Sentence(name.Text("zh", 100), name.Text("en", 100)),
            Iso3166 = fields.Text("iso3166", 6),
            Iaca = fields.Objects("iaca", MostRoots, each => (ReadOnlyMemory<byte>)each.Base64("der", Limits.CertificateBytes)),
            Operators = OperatorGroup.Of(threshold, members),
            Territory = new Territory { Prefixes = territory.Texts("prefixes", Limits.TerritoryPrefixes, 6), Except = territory.Texts("except", Limits.TerritoryPrefixes, 6) },
            DocTypes = fields.Texts("docTypes", Limits.DocTypes, 100),
            SigningKeyDays = (int)fields.Integer("signingKeyDays", 1, 3_660),
            Contact = fields.Text("contact", 200),
            CreatedAt = fields.Instant("createdAt"),
        };
        name.NoOthers();
        territory.NoOthers();
        if (application is not null) fields.NoOthers();
        return application;
    }

    private static Decoded<RegionApplication> Verify(RegionApplication application, byte[] covered, ImmutableArray<(string KeyId, string Value)> signatures)
    {
        var signers = ImmutableArray.CreateBuilder<PublicKey>();
        foreach (var (keyId, text) in signatures)
        {
            var key = application.Operators.Keys.FirstOrDefault(key => MetadataKey.Of(key).KeyId == keyId);
            if (key is null || signers.Contains(key) || !LowerHex.TryDecode(text, Limits.SignatureBytes, out var value) || !key.Verify(covered, value, SignatureForm.Der))
                return Decoded<RegionApplication>.Fail(DecodeFault.BadValue, "signatures: one does not verify, is a stranger's, or stands twice");
            signers.Add(key);
        }

        return Decoded<RegionApplication>.Of(application with { Signers = signers.ToImmutable() });
    }

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);
}
