namespace TrustList.Format.Registry;

/// <summary>What a certificate of a region is for (ISO/IEC 18013-5 Annex B).</summary>
public enum CertificateRole
{
    /// <summary>The region's root: signs document-signer certificates, offline. In JSON: <c>iaca</c>.</summary>
    Iaca,

    /// <summary>Signs licences, on the node. In JSON: <c>documentSigner</c>.</summary>
    DocumentSigner,
}
