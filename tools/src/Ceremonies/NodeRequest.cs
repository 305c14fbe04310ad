using TrustList.Format.Encoding;
using TrustList.Format.Signing;

namespace Federation.Ceremonies;

/// <summary>What a new node asks its province's operators to certify: the keys that it made at inception.</summary>
/// <param name="Code">The region's code.</param>
/// <param name="DocumentSigner">Signs licences.</param>
/// <param name="StatusKey">Signs status lists and live answers.</param>
/// <param name="NodeRole">Signs node.json.</param>
/// <param name="Witness">Cosigns the log (Ed25519).</param>
/// <param name="TlsPin">SHA-256 of its TLS key, lower hex.</param>
public sealed record NodeRequest(string Code, PublicKey DocumentSigner, PublicKey StatusKey, PublicKey NodeRole, PublicKey Witness, string TlsPin)
{
    /// <summary>Reads the JSON that the node's `incept` verb printed.</summary>
    public static Decoded<NodeRequest> Read(ReadOnlySpan<byte> json)
    {
        var parsed = CanonicalJson.Parse(json, 65_536);
        if (!parsed.Ok) return Decoded<NodeRequest>.Fail(parsed.Fault, parsed.Detail);
        var fields = JsonFields.Of(parsed.Value);
        return Key(fields, "documentSignerSpki").Then(documentSigner =>
            Key(fields, "statusKeySpki").Then(status =>
            Key(fields, "nodeRoleKeySpki").Then(nodeRole =>
            Key(fields, "witnessKeySpki").Then(witness =>
            fields.Finish(new NodeRequest(fields.Text("code", 6), documentSigner, status, nodeRole, witness, fields.Hex("tlsPin", 32)))))));
    }

    private static Decoded<PublicKey> Key(JsonFields fields, string name)
    {
        var spki = fields.Base64(name, 1024);
        return fields.Failed ? fields.Finish<PublicKey>(null!) : PublicKey.FromSpki(spki);
    }
}
