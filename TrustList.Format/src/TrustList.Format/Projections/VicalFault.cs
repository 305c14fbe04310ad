namespace TrustList.Format.Projections;

/// <summary>Why a VICAL is not to be relied on (SPEC.md §10.1). A closed list.</summary>
public enum VicalFault
{
    /// <summary>Signed by an algorithm that this system does not verify in a VICAL.</summary>
    AlgorithmNotSupported,

    /// <summary>There is no certificate chain, or its first certificate cannot be read.</summary>
    ChainMissing,

    /// <summary>The chain does not lead to a root given, or a signature in it is wrong.</summary>
    ChainNotTrusted,

    /// <summary>A certificate of the chain is not yet or no longer valid at the instant.</summary>
    ChainExpired,

    /// <summary>The certificate is not for signing VICALs (extended key usage 1.0.18013.5.1.8), or a chain's is not for certifying.</summary>
    SignerUsage,

    /// <summary>The content was not signed by the certificate's key.</summary>
    BadSignature,

    /// <summary>Its date lies in the future.</summary>
    FromTheFuture,

    /// <summary>Its next update is due: what was revoked since is not in it.</summary>
    Expired,

    /// <summary>Older than the one accepted before, or without the issue number that would tell.</summary>
    RolledBack,

    /// <summary>Another provider's than the one accepted before.</summary>
    OtherProvider,
}

/// <summary>One fault and what it is about.</summary>
/// <param name="Fault">Which.</param>
/// <param name="Detail">For an operator.</param>
public sealed record VicalRefusal(VicalFault Fault, string Detail);
