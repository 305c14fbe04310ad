using TrustList.Format.Credentials;
using TrustList.Format.Registry;

namespace TrustList.Format.Verification.Checks;

/// <summary>The anchors of one verifier, found by the name and key identifier that a signer's certificate states.</summary>
internal sealed class AnchorSet
{
    private readonly ILookup<string, Anchor> bySubject;
    private readonly ILookup<string, Anchor> byKeyIdentifier;
    private readonly Dictionary<string, Anchor> byThumbprint;

    private AnchorSet(IReadOnlyCollection<Anchor> anchors)
    {
        bySubject = anchors.ToLookup(anchor => Convert.ToHexString(anchor.Certificate.Subject.Span));
        byKeyIdentifier = anchors.Where(anchor => anchor.Certificate.SubjectKeyIdentifier is not null)
            .ToLookup(anchor => Convert.ToHexString(anchor.Certificate.SubjectKeyIdentifier!.Value.Span));
        byThumbprint = anchors.DistinctBy(anchor => anchor.Certificate.Thumbprint).ToDictionary(anchor => anchor.Certificate.Thumbprint);
    }

    /// <summary>Anchors given by hand; what cannot be read is left out.</summary>
    public static AnchorSet OfCertificates(IEnumerable<byte[]> certificates) =>
        new([.. certificates.Select(der => CertificateFacts.Read(der)).Where(read => read.Ok).Select(read => new Anchor(read.Value, null))]);

    /// <summary>The IACAs that the trust list lets count.</summary>
    public static AnchorSet OfState(TrustState state) =>
        new([.. state.Authorities.Values
            .Where(authority => authority.Certificate.Role == CertificateRole.Iaca)
            .Select(authority => (Read: CertificateFacts.Read(authority.Certificate.Der), authority.Region.Code))
            .Where(anchor => anchor.Read.Ok)
            .Select(anchor => new Anchor(anchor.Read.Value, anchor.Code))]);

    /// <summary>The anchor that is this very certificate; null when there is none.</summary>
    public Anchor? Find(string thumbprint) => byThumbprint.GetValueOrDefault(thumbprint);

    /// <summary>The anchors whose thumbprints begin so.</summary>
    public IEnumerable<Anchor> Starting(string prefix) => byThumbprint.Values.Where(anchor => anchor.Certificate.Thumbprint.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>The anchors that may have issued a certificate, those of its key identifier first. Signatures are not checked.</summary>
    public IEnumerable<Anchor> CandidatesFor(CertificateFacts leaf)
    {
        var named = bySubject[Convert.ToHexString(leaf.Issuer.Span)];
        return leaf.AuthorityKeyIdentifier is { } identifier
            ? byKeyIdentifier[Convert.ToHexString(identifier.Span)].Concat(named).Distinct()
            : named;
    }
}
