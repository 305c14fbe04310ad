using TrustList.Format.Credentials;
using TrustList.Format.Credentials.Reading;
using TrustList.Format.Encoding;
using TrustList.Format.Registry;
using TrustList.Format.Status;

namespace TrustList.Format.Verification.Checks;

/// <summary>Whether the trust list lets this signer issue this licence. SPEC.md §8.2 step 5.</summary>
internal static class TrustCheck
{
    /// <summary>The region that issued; null when no region of the trust list did.</summary>
    public static RegionRecord? Run(PresentedDocument document, VerdictDraft draft, TrustState state, Findings findings)
    {
        var now = draft.Request.Now;
        CheckList(state, now, findings);
        if (draft.Signer is not { } signer)
            return null;
        if (signer.Anchor?.Region is not { } code || state.Registry.Find(code) is not { } region)
        {
            CheckAbsent(signer.Leaf, state, now, findings);
            return null;
        }
        CheckStanding(state, region, now, findings);
        if (state.Issuers.TryGetValue(code, out var issuers))
        {
            CheckAnchor(issuers.Find(signer.Anchor.Certificate.Thumbprint), code, state, now, findings);
            draft.Issuance = CheckRecord(document.IssuerSigned, signer.Leaf, region, issuers, state, draft.Request, findings);
        }
        CheckTerritory(document.IssuerSigned.Items, region, findings);
        return region;
    }

    private static void CheckList(TrustState state, DateTimeOffset now, Findings findings)
    {
        if (now >= state.ValidUntil)
            findings.Add(Reason.TrustStateExpired, "the trust list's metadata");
        if (now + VerifiedStatusList.ClockSkew < state.SignedAfter)
            findings.Add(Reason.ClockImplausible, $"the trust list was signed after {Instants.Format(state.SignedAfter)}");
        if (state.NoticesExcluded is { } excluded)
            findings.Add(Reason.NoticesStale, $"{excluded.Reason}");
        else if (now >= state.NoticesValidUntil)
            findings.Add(Reason.NoticesStale, "the duty officers' role has expired");
    }

    // Without the region's own list there is no anchor to find: say so instead of calling the issuer unknown.
    private static void CheckAbsent(CertificateFacts leaf, TrustState state, DateTimeOffset now, Findings findings)
    {
        foreach (var region in state.Registry.Regions)
        {
            if (region.Iso3166 == leaf.State && !state.Issuers.ContainsKey(region.Code))
                CheckStanding(state, region, now, findings);
            // An anchor of an algorithm that policy does not allow is none either.
            if (state.Issuers.TryGetValue(region.Code, out var issuers) && issuers.Find(leaf.Thumbprint) is { } record
                && IssuersRight.Algorithm(record, leaf.KeyAlgorithm, state.Policy) is { } refusal)
                findings.Add(Reason.AlgorithmNotAllowed, refusal.Detail);
        }
    }

    internal static void CheckStanding(TrustState state, RegionRecord region, DateTimeOffset now, Findings findings)
    {
        switch (state.StandingOf(region.Code, now))
        {
            case RegionStanding.Suspended:
                findings.Add(Reason.RegionSuspended, region.Code);
                break;
            case RegionStanding.UnderNotice:
                findings.Add(Reason.RegionUnderNotice, $"{region.Code}: notice {state.Notices.OfRegion(region.Code, now)!.Id}");
                break;
            case RegionStanding.Withdrawn:
                findings.Add(Reason.RegionWithdrawn, region.Code);
                break;
            case RegionStanding.Unknown:
                findings.Add(Reason.RegionSuspended, $"{region.Code}: not admitted at that instant");
                break;
            case RegionStanding.Excluded:
                findings.Add(Reason.RegionWithoutDocuments, region.Code);
                break;
            case RegionStanding.Expired:
                findings.Add(Reason.RegionWithoutDocuments, $"{region.Code}: expired");
                break;
        }
    }

    private static void CheckAnchor(IssuerCertificate? record, string code, TrustState state, DateTimeOffset now, Findings findings)
    {
        if (record is null || !KeyLifecycle.MayVerify(record, now))
            findings.Add(Reason.AnchorNotTrusted, record?.Thumbprint ?? "not listed");
        else if (state.Notices.OfKey(code, record.Thumbprint, now) is { } notice)
            findings.Add(Reason.AnchorNotTrusted, $"notice {notice.Notice.Id}");
    }

    private static IssuanceBasis? CheckRecord(
        IssuerSigned licence, CertificateFacts leaf, RegionRecord region, IssuersDocument issuers, TrustState state, VerificationRequest request, Findings findings)
    {
        if (issuers.Find(leaf.Thumbprint) is not { Role: CertificateRole.DocumentSigner } record)
        {
            findings.Add(Reason.SignerNotListed, leaf.Thumbprint);
            return null;
        }
        var mso = licence.Mso;
        if (!record.DocTypes.Contains(mso.DocType) || !region.DocTypes.Contains(mso.DocType))
            findings.Add(Reason.DocTypeNotAllowed, Printable.Of(mso.DocType));
        else if (IssuersRight.Algorithm(record, leaf.KeyAlgorithm, state.Policy) is { } refusal)
            findings.Add(Reason.AlgorithmNotAllowed, refusal.Detail);
        else if (state.FindAuthority(record.Thumbprint) is null)
            findings.Add(Reason.SignerNotListed, "the registry does not let it count");
        if (mso.Signed < record.SignFrom || mso.Signed >= record.SignUntil)
            findings.Add(Reason.SignedOutsideWindow, "signFrom, signUntil");
        CheckState(record, request.Now, findings);
        return DistrustCheck.Run(licence, record, issuers, state, request, findings);
    }

    private static void CheckState(IssuerCertificate record, DateTimeOffset now, Findings findings)
    {
        // Before its history begins a key is as good as pending.
        switch (KeyLifecycle.StateAt(record, now) is null ? KeyState.Pending : KeyLifecycle.StateBesideCompromise(record, now))
        {
            case KeyState.Pending:
                findings.Add(Reason.SignerPending, record.Thumbprint);
                break;
            case KeyState.Retired:
                findings.Add(Reason.SignerRetired, record.Thumbprint);
                break;
        }
    }

    private static void CheckTerritory(IReadOnlyList<PresentedItem> items, RegionRecord region, Findings findings)
    {
        if (Elements.TextOf(items, MdocNames.NationalNamespace, "issuing_office_code") is { } office && !region.Territory.Covers(office))
            findings.Add(Reason.OutsideTerritory, region.Code);
    }
}
