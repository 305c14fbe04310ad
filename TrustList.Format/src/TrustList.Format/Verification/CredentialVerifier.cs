using System.Collections.Immutable;
using TrustList.Format.Credentials.Reading;
using TrustList.Format.Verification.Checks;

namespace TrustList.Format.Verification;

/// <summary>
/// Decides presentations. SPEC.md §8.2. Immutable and thread-safe; make one for each trust state and keep it, because
/// it holds parsed certificates and imported keys.
/// </summary>
public sealed class CredentialVerifier
{
    private readonly SignerCache signers;
    private readonly Disclosure? disclosure;
    private readonly bool anchorsAlone;

    /// <summary>A verifier that decides by a trust list.</summary>
    /// <param name="state">The verified trust list; null leaves every presentation Undecided that nothing else refuses.</param>
    public CredentialVerifier(TrustState? state)
        : this(state is null ? AnchorSet.OfCertificates([]) : AnchorSet.OfState(state))
    {
        State = state;
        disclosure = state is null ? null : new Disclosure(state.Policy);
    }

    private CredentialVerifier(AnchorSet anchors, bool anchorsAlone = false)
    {
        signers = new SignerCache(anchors);
        this.anchorsAlone = anchorsAlone;
    }

    /// <summary>The state this verifier decides by; null in anchor mode or when there is none.</summary>
    public TrustState? State { get; }

    /// <summary>A verifier that checks the credential alone against anchors given by hand, and says so in every verdict.</summary>
    /// <param name="iacaCertificates">DER certificates of IACAs, or of document signers to pin.</param>
    /// <returns>The verifier; certificates that cannot be read vouch for nothing.</returns>
    public static CredentialVerifier ForAnchors(IReadOnlyList<byte[]> iacaCertificates) =>
        new(AnchorSet.OfCertificates(iacaCertificates), anchorsAlone: true);

    /// <summary>Decides one presentation.</summary>
    /// <param name="request">The presentation and the question.</param>
    /// <returns>The verdict; any input ends in one, never in an exception.</returns>
    public Verdict Verify(VerificationRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var findings = new Findings(request.Profile);
        var draft = new VerdictDraft(request, findings);

        if (request.QrText is { } text)
            VerifyCode(text, draft, findings);
        else
            VerifyResponse(draft, findings);
        return draft.Finish(State);
    }

    /// <summary>The verdict on a dynamic code of which the caller found that it was shown before. SPEC.md §6.12.</summary>
    /// <param name="verdict">The verdict as it was.</param>
    /// <returns>Refused, without what was disclosed.</returns>
    public static Verdict Replayed(Verdict verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        ImmutableArray<Finding> reasons = [.. verdict.Reasons.Add(new(Reason.QrReplayed, "shown before")).OrderBy(finding => finding.Reason)];
        return verdict with
        {
            Outcome = Outcome.Refused,
            Reason = reasons.First(finding => ReasonText.Of(finding.Reason).Effect == ReasonEffect.Refuses).Reason,
            Reasons = reasons,
            Disclosed = ImmutableDictionary<string, IReadOnlyDictionary<string, ElementValue>>.Empty,
        };
    }

    /// <summary>The verdict on a dynamic code of which the caller could not find out whether it was shown before: with a warning. SPEC.md §6.12.</summary>
    /// <param name="verdict">The verdict as it was.</param>
    public static Verdict WithoutReplayCheck(Verdict verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        return verdict with { Warnings = [.. verdict.Warnings.Add(new(Reason.ReplayUnchecked, "no memory of codes")).OrderBy(finding => finding.Reason)] };
    }

    private void VerifyResponse(VerdictDraft draft, Findings findings)
    {
        var request = draft.Request;

        // 1. Encoding. Nothing else can be asked of bytes that cannot be read.
        if (DeviceResponseReader.Read(request.DeviceResponse, findings) is { } document)
        {
            // 2. Security object.
            SecurityObjectCheck.Run(document, request.Now, findings);

            // 3. Certificates and the issuer's signature.
            draft.Signer = State is not null || anchorsAlone ? SignerCheck.Run(document.IssuerSigned, signers, request, findings) : null;

            // 4. Device.
            DeviceCheck.Run(document, request, findings);

            // 5 to 8. What the trust list says.
            CheckByState(document, draft, findings);
        }
        else if (!anchorsAlone && State is null)
            findings.Add(Reason.NoTrustState, "no trust list");
    }

    // The same steps for a code, as far as they have a meaning for the compact form.
    private void VerifyCode(string text, VerdictDraft draft, Findings findings)
    {
        var request = draft.Request;
        if (CodeCheck.Read(text, draft, findings) is { } code)
        {
            SecurityObjectCheck.CheckDates(code.Licence.Mso, request.Now, findings);
            draft.Signer = State is not null ? CompactSigner.Run(code.Licence, State, signers, request, findings)
                : anchorsAlone ? CompactSigner.Run(code.Licence, signers, request, findings) : null;
            CodeCheck.Run(code, request, findings);
            CheckByState(new PresentedDocument(code.Licence.Mso.DocType, code.Licence, DeviceSigned: null), draft, findings);
        }
        else if (!anchorsAlone && State is null)
            findings.Add(Reason.NoTrustState, "no trust list");
    }

    private void CheckByState(PresentedDocument document, VerdictDraft draft, Findings findings)
    {
        draft.Items = document.IssuerSigned.Items;
        if (anchorsAlone)
        {
            findings.Add(Reason.TrustListNotChecked, "anchors given by hand");
            findings.Add(Reason.StatusNotChecked, "anchors given by hand");
            return;
        }
        if (State is null)
        {
            findings.Add(Reason.NoTrustState, "no trust list");
            return;
        }
        draft.Region = TrustCheck.Run(document, draft, State, findings);
        if (draft.Region is not { } region)
            return;
        var mso = document.IssuerSigned.Mso;
        draft.Recognition = RecognitionCheck.Run(mso.DocType, region, State, draft.Request, findings);
        draft.Status = StatusCheck.Run(document.IssuerSigned, region, State, draft, findings);
        draft.Withheld = disclosure!.Withhold(draft.Items, draft.Request.Purpose, findings);
    }
}
