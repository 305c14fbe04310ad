namespace TrustList.Format.Signing;

/// <summary>COSE header labels (RFC 9052 §3.1, RFC 9360 §2, RFC 9596).</summary>
internal static class CoseLabels
{
    public const int Algorithm = 1;
    public const int Critical = 2;
    public const int KeyId = 4;
    public const int Type = 16;
    public const int X5Chain = 33;
    /// <summary>Private (below -65536): the issuance proof of a licence (SPEC.md §13.4).</summary>
    public const int IssuanceProof = -65_560;
    /// <summary>Private: the live assertion that a wallet staples to a licence (SPEC.md §7.15).</summary>
    public const int StatusStaple = -65_561;
    /// <summary>Private: the transfer proof of a licence that moved (SPEC.md §14.5).</summary>
    public const int TransferProof = -65_562;
}
