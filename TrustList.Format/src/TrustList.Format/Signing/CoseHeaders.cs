using System.Collections.Immutable;

namespace TrustList.Format.Signing;

/// <summary>
/// The COSE headers this system writes and reads besides <c>alg</c> (SPEC.md §3.3). Written: <see cref="KeyId"/> and
/// <see cref="Type"/> protected, <see cref="X5Chain"/> unprotected. Read: <see cref="KeyId"/> and <see cref="Type"/>
/// from either map, <see cref="X5Chain"/>, <see cref="IssuanceProof"/>, <see cref="StatusStaple"/> and <see cref="TransferProof"/> from the unprotected one.
/// </summary>
public sealed record CoseHeaders
{
    /// <summary>No headers but <c>alg</c>.</summary>
    public static readonly CoseHeaders None = new();

    /// <summary>Label 4: which key signed.</summary>
    public ReadOnlyMemory<byte>? KeyId { get; init; }

    /// <summary>Label 16: the media type of the whole message, for example <c>application/statuslist+cwt</c>.</summary>
    public string? Type { get; init; }

    /// <summary>Label 33: certificates, the signer's first. Empty where absent.</summary>
    public ImmutableArray<ReadOnlyMemory<byte>> X5Chain { get; init; } = [];

    /// <summary>
    /// Label -65560 (private): a licence's issuance proof, put beside the signature by its wallet; null where absent. Nobody
    /// signed that it is there.
    /// </summary>
    public ReadOnlyMemory<byte>? IssuanceProof { get; init; }

    /// <summary>Label -65561 (private): a live assertion that the wallet stapled to its licence; null where absent. It carries its own signature.</summary>
    public ReadOnlyMemory<byte>? StatusStaple { get; init; }

    /// <summary>Label -65562 (private): the proof of where a licence went that moved, put there by its wallet; null where absent. Nobody signed that it is there.</summary>
    public ReadOnlyMemory<byte>? TransferProof { get; init; }
}
