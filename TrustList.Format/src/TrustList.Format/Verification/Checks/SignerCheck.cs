using TrustList.Format.Credentials;
using TrustList.Format.Credentials.Reading;
using TrustList.Format.Signing;

namespace TrustList.Format.Verification.Checks;

/// <summary>Who signed the licence, and whether the signature is theirs. SPEC.md §8.2 step 3.</summary>
internal static class SignerCheck
{
    /// <summary>Judges signer and signature; null when there is no certificate to judge.</summary>
    public static KnownSigner? Run(IssuerSigned issuerSigned, SignerCache signers, VerificationRequest request, Findings findings)
    {
        var chain = issuerSigned.IssuerAuth.Headers.X5Chain;
        if (chain.IsEmpty)
        {
            findings.Add(Reason.CertificateMissing, "x5chain");
            return null;
        }
        if (chain.Length > 1)
            findings.Add(Reason.ChainNotLeafOnly, $"{chain.Length} certificates");
        var found = signers.Find(chain[0]);
        if (!found.Ok)
        {
            findings.Add(Reason.CertificateMalformed, found.Detail);
            return null;
        }

        Judge(found.Value, issuerSigned, request, findings);
        return found.Value;
    }

    /// <summary>Judges a licence by its signer's certificate.</summary>
    public static void Judge(KnownSigner signer, IssuerSigned issuerSigned, VerificationRequest request, Findings findings)
    {
        foreach (var finding in signer.Lasting)
            findings.Add(finding.Reason, finding.Detail);
        CheckInstants(signer, issuerSigned.Mso, request.Now, findings);
        CheckSignature(issuerSigned.IssuerAuth, signer.Leaf, request.Known, findings);
        CheckPlace(issuerSigned.Items, signer.Leaf, findings);
    }

    private static void CheckInstants(KnownSigner signer, SecurityObject mso, DateTimeOffset now, Findings findings)
    {
        var leaf = signer.Leaf;
        if (now < leaf.NotBefore)
            findings.Add(Reason.CertificateNotYetValid, "before notBefore");
        if (now > leaf.NotAfter)
            findings.Add(Reason.CertificateExpired, "after notAfter");
        if (mso.Signed < leaf.NotBefore || mso.Signed > leaf.NotAfter)
            findings.Add(Reason.SignedOutsideCertificate, "signed");
        if (signer is { Pinned: false, Anchor.Certificate: var anchor } && (now < anchor.NotBefore || now > anchor.NotAfter))
            findings.Add(Reason.AnchorNotInForce, "the anchor's validity");
    }

    private static void CheckSignature(CoseSign1 message, CertificateFacts leaf, GoodSignatures? known, Findings findings)
    {
        if (SignatureSuites.OfCredential(message.Algorithm) is null)
            findings.Add(Reason.AlgorithmUnknown, $"issuerAuth: {message.Algorithm}");
        else if (leaf.Key is { Suite.SignsCredentials: true } key && !message.VerifyOnce(key, known)) // Also where alg is not that of the key.
            findings.Add(Reason.IssuerSignatureInvalid, "issuerAuth");
    }

    private static void CheckPlace(IReadOnlyList<PresentedItem> items, CertificateFacts leaf, Findings findings)
    {
        if (Elements.TextOf(items, MdocNames.IsoNamespace, "issuing_country") is { } country && country != leaf.Country)
            findings.Add(Reason.IssuingCountryMismatch, "issuing_country");
        if (leaf.State is { } state
            && Elements.TextOf(items, MdocNames.IsoNamespace, "issuing_jurisdiction") is { } jurisdiction && jurisdiction != state)
            findings.Add(Reason.IssuingJurisdictionMismatch, "issuing_jurisdiction");
    }
}
