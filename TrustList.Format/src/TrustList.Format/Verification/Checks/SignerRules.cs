using TrustList.Format.Credentials;

namespace TrustList.Format.Verification.Checks;

/// <summary>The rules of ISO/IEC 18013-5 Annex B.1 for a document signer under its anchor. SPEC.md §8.2 step 3.</summary>
internal static class SignerRules
{
    private const ushort DigitalSignatureAlone = 0x8000;
    private const ushort CertificateSigning = 0x0400;

    /// <summary>Finds the anchor and checks everything that holds for every instant and document.</summary>
    public static KnownSigner Judge(CertificateFacts leaf, AnchorSet anchors)
    {
        var findings = new List<Finding>();
        void Require(bool holds, Reason reason, string detail)
        {
            if (!holds)
                findings.Add(new(reason, detail));
        }

        var self = anchors.Find(leaf.Thumbprint);
        var pinned = self is not null && leaf.Constraints is not { Authority: true };
        var anchor = pinned ? self : FindAnchor(leaf, anchors, findings);

        Require(leaf.Key is { Suite.SignsCredentials: true }, Reason.SignerKeyUnsupported, "only P-256 and SM2 keys sign licences");
        Require(leaf.ExtendedKeyUsage is [MdocNames.DocumentSignerUsage], Reason.WrongExtendedKeyUsage, string.Join(' ', leaf.ExtendedKeyUsage.Take(4)));
        Require(leaf.KeyUsage == DigitalSignatureAlone, Reason.WrongKeyUsage, "keyUsage is not digitalSignature alone");
        Require(leaf.Constraints is not { Authority: true }, Reason.SignerIsAuthority, "basicConstraints: cA");
        Require(leaf.Extensions.ContainsKey(CertificateOids.CrlDistributionPoints), Reason.RevocationPointMissing, "cRLDistributionPoints");
        Require(leaf.Extensions.ContainsKey(CertificateOids.IssuerAltName), Reason.IssuerAltNameMissing, "issuerAltName");
        Require(leaf.NotAfter - leaf.NotBefore <= TimeSpan.FromDays(DocumentCertificates.LongestSignerDays), Reason.CertificateTooLong, "more than 457 days");
        foreach (var (oid, extension) in leaf.Extensions)
            Require(!extension.Critical || CertificateOids.IsKnown(oid), Reason.UnknownCriticalExtension, oid);
        if (pinned)
            findings.Add(new(Reason.SignerPinned, "no chain was checked"));
        else if (anchor is not null)
            JudgeUnder(leaf, anchor.Certificate, findings);
        return new(leaf, anchor, pinned, findings);
    }

    private static void JudgeUnder(CertificateFacts leaf, CertificateFacts anchor, List<Finding> findings)
    {
        void Require(bool holds, Reason reason, string detail)
        {
            if (!holds)
                findings.Add(new(reason, detail));
        }

        Require(anchor.Constraints is { Authority: true } && (anchor.KeyUsage & CertificateSigning) != 0, Reason.AnchorNotAuthority, "basicConstraints or keyUsage");
        Require(anchor.Constraints is not { Authority: true } || anchor.Constraints.PathLength == 0, Reason.AnchorPathLength, "pathLenConstraint");
        Require(leaf.Country is not null && leaf.Country == anchor.Country, Reason.CountryMismatch, "countryName");
        Require(leaf.State == anchor.State, Reason.StateMismatch, "stateOrProvinceName");
        Require(leaf.Key is null || !leaf.Key.Equals(anchor.Key), Reason.SignedByAnchor, "the signer's key is the anchor's");
        Require(
            leaf.AuthorityKeyIdentifier is { } authority && anchor.SubjectKeyIdentifier is { } subject && authority.Span.SequenceEqual(subject.Span),
            Reason.KeyIdentifierMismatch, "authorityKeyIdentifier");
    }

    private static Anchor? FindAnchor(CertificateFacts leaf, AnchorSet anchors, List<Finding> findings)
    {
        Anchor? named = null;
        foreach (var candidate in anchors.CandidatesFor(leaf).Take(8))
        {
            named ??= candidate;
            if (leaf.IsSignedBy(candidate.Certificate))
                return candidate;
        }
        findings.Add(named is null
            ? new(Reason.UnknownIssuer, "no anchor has the issuer's name or key")
            : new(Reason.CertificateSignatureInvalid, "the anchor of that name did not sign it"));
        return null;
    }
}
