using System.Text.Json.Serialization;

namespace RegionNode.Issuer.Inception;

/// <summary>
/// The node's public keys, for the province's operators to certify. Keys are SubjectPublicKeyInfo in base64.
/// Nothing here is secret, but its way to the operators must be one they can trust.
/// </summary>
internal sealed record InceptionRequest
{
    [JsonPropertyName("code")]
    public required string Code { get; init; }

    /// <summary>ES256 or SM2; goes into a document-signer certificate.</summary>
    [JsonPropertyName("documentSignerSpki")]
    public required string DocumentSignerSpki { get; init; }

    /// <summary>ES256 or SM2; goes into issuers.json as a status key.</summary>
    [JsonPropertyName("statusKeySpki")]
    public required string StatusKeySpki { get; init; }

    /// <summary>ES256; the region's delegation to node-CODE names it.</summary>
    [JsonPropertyName("nodeRoleKeySpki")]
    public required string NodeRoleKeySpki { get; init; }

    /// <summary>Ed25519; goes into the policy as a witness key.</summary>
    [JsonPropertyName("witnessKeySpki")]
    public required string WitnessKeySpki { get; init; }

    /// <summary>SHA-256 of the TLS key, lower-case hex.</summary>
    [JsonPropertyName("tlsPin")]
    public required string TlsPin { get; init; }
}
