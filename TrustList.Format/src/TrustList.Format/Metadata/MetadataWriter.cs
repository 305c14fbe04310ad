using System.Text.Json.Nodes;
using TrustList.Format.Encoding;
using TrustList.Format.Signing;

namespace TrustList.Format.Metadata;

/// <summary>Writes and signs metadata files (SPEC.md §4.2).</summary>
public static class MetadataWriter
{
    /// <summary>Writes a role signed by each signer. No check of thresholds: signatures may be added later.</summary>
    public static byte[] Write(SignedRole role, params IEnumerable<ISigner> signers)
    {
        var signed = RoleWriter.Write(role);
        var covered = CanonicalJson.Encode(signed);
        return Assemble(signed, signers.Select(signer => Signature(signer, covered)));
    }

    /// <summary>
    /// Adds a signature over what the file says, or replaces the same key's. What is signed stays as it was, unknown
    /// members included; other signatures are kept.
    /// </summary>
    public static Decoded<byte[]> AddSignature(ReadOnlyMemory<byte> file, ISigner signer)
        => MetadataEnvelope.Open(file, Limits.MetadataBytes).Then(envelope =>
        {
            var added = Signature(signer, CanonicalJson.Encode(envelope.Signed));
            var signatures = envelope.Signatures.Where(other => other.KeyId != added.KeyId).Append(added);
            return Decoded<byte[]>.Of(Assemble(envelope.Signed.DeepClone(), signatures));
        });

    private static MetadataSignature Signature(ISigner signer, byte[] covered)
        => new(MetadataKey.Of(signer.PublicKey).KeyId, signer.Sign(covered, SignatureForm.Der));

    private static byte[] Assemble(JsonNode signed, IEnumerable<MetadataSignature> signatures)
        => CanonicalJson.EncodeText(new JsonObject
        {
            [MetadataEnvelope.SignedMember] = signed,
            [MetadataEnvelope.SignaturesMember] = new JsonArray([.. signatures.Select(Entry)]),
        });

    private static JsonObject Entry(MetadataSignature signature) => new()
    {
        [MetadataEnvelope.KeyIdMember] = signature.KeyId,
        [MetadataEnvelope.ValueMember] = LowerHex.Of(signature.Value.Span),
    };
}
