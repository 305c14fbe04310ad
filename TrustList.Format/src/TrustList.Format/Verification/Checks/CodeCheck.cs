using TrustList.Format.Credentials;
using TrustList.Format.Credentials.Qr;
using TrustList.Format.Encoding;
using TrustList.Format.Registry;
using TrustList.Format.Signing;

namespace TrustList.Format.Verification.Checks;

/// <summary>What is checked of a code alone: its form, and whether the holder's device made it now, for this purpose and verifier. SPEC.md §8.2 steps 1 and 4, §6.12.</summary>
internal static class CodeCheck
{
    /// <summary>Reads the code; null, with a finding, where it is none.</summary>
    public static ReadCode? Read(string text, VerdictDraft draft, Findings findings)
    {
        draft.Presented = new(ReadCode.IsDynamic(text) ? PresentationKind.QrDynamic : PresentationKind.QrStatic);
        var read = ReadCode.Of(text);
        if (!read.Ok)
        {
            findings.Add(Reason.QrMalformed, Printable.Of(read.Detail));
            return null;
        }
        if (!draft.Request.DeviceResponse.IsEmpty)
            findings.Add(Reason.QrMalformed, "a device response beside the code");
        if (read.Value.Holder is { } holder)
            draft.Presented = draft.Presented with { ReplayId = holder.Id, ReplayUntil = holder.MadeAt + QrText.Life + QrText.ClockSkew };
        return read.Value;
    }

    /// <summary>Judges possession.</summary>
    public static void Run(ReadCode code, VerificationRequest request, Findings findings)
    {
        var key = CoseKey.Read(code.Licence.Mso.DeviceKey);
        if (!key.Ok)
            findings.Add(Reason.DeviceKeyInvalid, key.Detail);
        if (code.Holder is { } holder)
            CheckHolder(holder, key.Ok ? key.Value : null, request, findings);
        else
        {
            findings.Add(Reason.QrStaticOnly, "no signature of the holder's device");
            if (request.Challenge is not null)
                findings.Add(Reason.ChallengeWrong, "a static code answers no challenge");
        }
    }

    private static void CheckHolder(HolderStatement holder, PublicKey? key, VerificationRequest request, Findings findings)
    {
        if (SignatureSuites.Of(SignatureAlgorithm.ES256).CoseAlgorithm != holder.Algorithm)
            findings.Add(Reason.AlgorithmUnknown, $"the holder's statement: {holder.Algorithm}");
        else if (key is not null && !holder.IsSignedBy(key))
            findings.Add(Reason.DeviceSignatureInvalid, "the holder's statement");
        var age = (request.ShownAt ?? request.Now) - holder.MadeAt;
        if (age >= QrText.Life)
            findings.Add(Reason.QrExpired, $"{(long)age.TotalSeconds} s old");
        else if (-age > QrText.ClockSkew)
            findings.Add(Reason.QrFromFuture, $"{(long)-age.TotalSeconds} s ahead");
        if (request.Purpose is { } purpose && holder.Purpose != Words<Purpose>.Of(purpose))
            findings.Add(Reason.PurposeMismatch, $"shown for {Printable.Of(holder.Purpose)}");
        CheckChallenge(holder, request.Challenge, findings);
    }

    private static void CheckChallenge(HolderStatement holder, ReadOnlyMemory<byte>? shown, Findings findings)
    {
        if (shown is { } challenge)
        {
            if (!QrText.IsChallenge(challenge.Span) || !holder.Challenge.Span.SequenceEqual(challenge.Span))
                findings.Add(Reason.ChallengeWrong, holder.Challenge.IsEmpty ? "the code answers no challenge" : "the code answers another challenge");
        }
        else if (holder.Challenge.IsEmpty)
            findings.Add(Reason.NoVerifierChallenge, "no challenge");
        else
            findings.Add(Reason.ChallengeWrong, "the code answers a challenge that this verifier does not know");
    }
}
