using TrustList.Format.Credentials.Reading;
using TrustList.Format.Encoding;
using TrustList.Format.Registry;

namespace TrustList.Format.Verification.Checks;

/// <summary>Who signed a compact licence. No certificate travels in a code: the one meant is found in the list of the region that it names. SPEC.md §8.2 step 3.</summary>
internal static class CompactSigner
{
    /// <summary>By the trust list; null, with a finding, where it names no such certificate.</summary>
    public static KnownSigner? Run(IssuerSigned licence, TrustState state, SignerCache signers, VerificationRequest request, Findings findings)
    {
        var origin = licence.Compact!;
        if (state.Registry.Find(origin.Region) is not { } region)
            return Unknown(findings, Reason.UnknownIssuer, $"no region {origin.Region}");
        if (!state.Issuers.TryGetValue(region.Code, out var issuers))
        {
            TrustCheck.CheckStanding(state, region, request.Now, findings);
            return findings.Has(Reason.RegionWithoutDocuments) ? null : Unknown(findings, Reason.RegionWithoutDocuments, region.Code);
        }
        var prefix = LowerHex.Of(origin.KeyId.Span);
        var candidates = issuers.Certificates
            .Where(record => record.Role == CertificateRole.DocumentSigner && record.Thumbprint.StartsWith(prefix, StringComparison.Ordinal))
            .Select(record => signers.Find(record.Der)).Where(found => found.Ok).Select(found => found.Value);
        if (Choose(candidates, licence) is not { } signer)
            return Unknown(findings, Reason.SignerNotListed, $"{region.Code}: {prefix}");
        if (signer.Anchor?.Region is { } home && home != region.Code)
            findings.Add(Reason.SignerNotListed, $"a certificate of {home}");
        SignerCheck.Judge(signer, licence, request, findings);
        return signer;
    }

    /// <summary>By certificates given by hand: only a signer's own can be meant.</summary>
    public static KnownSigner? Run(IssuerSigned licence, SignerCache signers, VerificationRequest request, Findings findings)
    {
        if (Choose(signers.Given(LowerHex.Of(licence.Compact!.KeyId.Span)), licence) is not { } signer)
            return Unknown(findings, Reason.UnknownIssuer, "no certificate given is the signer's, and none travels in a code");
        SignerCheck.Judge(signer, licence, request, findings);
        return signer;
    }

    // Who grinds a second certificate with the same first bytes gains nothing: the one whose key signed is meant.
    private static KnownSigner? Choose(IEnumerable<KnownSigner> candidates, IssuerSigned licence)
    {
        var all = candidates.ToList();
        return all.Count < 2 ? all.FirstOrDefault() : all.Find(signer => signer.Leaf.Key is { } key && licence.IssuerAuth.Verify(key)) ?? all[0];
    }

    private static KnownSigner? Unknown(Findings findings, Reason reason, string detail)
    {
        findings.Add(reason, detail);
        return null;
    }
}
