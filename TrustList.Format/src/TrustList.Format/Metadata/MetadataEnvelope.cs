using System.Collections.Immutable;
using System.Text.Json.Nodes;
using TrustList.Format.Encoding;

namespace TrustList.Format.Metadata;

/// <summary>The outer form of every metadata file: a <c>signed</c> object and signatures over its canonical form.</summary>
internal sealed record MetadataEnvelope(ReadOnlyMemory<byte> File, JsonObject Signed, ImmutableArray<MetadataSignature> Signatures)
{
    public const string SignedMember = "signed", SignaturesMember = "signatures", KeyIdMember = "keyid", ValueMember = "sig";

    public static Decoded<MetadataEnvelope> Open(ReadOnlyMemory<byte> file, int maxBytes)
    {
        var parsed = CanonicalJson.Parse(file.Span, maxBytes);
        if (!parsed.Ok)
            return parsed.As<MetadataEnvelope>();
        var fields = JsonFields.Of(parsed.Value);
        var signed = fields.Object(SignedMember).Source;
        var signatures = fields.Objects(SignaturesMember, Limits.MetadataSignatures, ReadSignature);
        // TUF §4.2.1 (file formats, signatures): each key identifier once.
        var seen = new HashSet<string>(StringComparer.Ordinal);
        if (!signatures.All(signature => seen.Add(signature.KeyId)))
            fields.Refuse(DecodeFault.DuplicateKey, "a key identifier signs twice");
        return fields.Finish(new MetadataEnvelope(file, signed, signatures));
    }

    // An empty or malformed signature is one that does not count: others may still reach the threshold.
    private static MetadataSignature ReadSignature(JsonFields signature)
    {
        var text = signature.AnyText(ValueMember);
        var value = LowerHex.TryDecode(text, Limits.SignatureBytes, out var bytes) ? bytes : [];
        return new MetadataSignature(signature.Text(KeyIdMember, Limits.PathCharacters), value);
    }
}
