using TrustList.Format.Credentials;
using TrustList.Format.Credentials.Reading;
using TrustList.Format.Encoding;
using TrustList.Format.Signing;

namespace TrustList.Format.Verification.Checks;

/// <summary>Whether the holder's device answered this very question (ISO/IEC 18013-5 §9.1.3). SPEC.md §8.2 step 4.</summary>
internal static class DeviceCheck
{
    private const int Es256 = -7;

    public static void Run(PresentedDocument document, VerificationRequest request, Findings findings)
    {
        var key = CoseKey.Read(document.IssuerSigned.Mso.DeviceKey);
        if (!key.Ok)
            findings.Add(Reason.DeviceKeyInvalid, key.Detail);
        if (request.Challenge is not null)
            findings.Add(Reason.ChallengeWrong, "a device response answers its transcript alone");
        if (document.DeviceSigned is not { } device)
            return;
        CheckElements(device, document.IssuerSigned.Mso.Authorizations, findings);
        if (device.Signature is null == device.Mac is null)
            findings.Add(Reason.DeviceAuthAmbiguous, "deviceAuth");
        else if (key.Ok && ReadTranscript(request, findings) is { } transcript)
        {
            var signed = DeviceAuthentication.Encode(transcript.Span, document.DocType, device.NamespacesBytes.Span);
            if (device.Signature is { } signature)
                CheckSignature(signature, key.Value, signed, request.Known, findings);
            else
                CheckMac(device.Mac!, key.Value, request.ReaderKey, transcript, signed, findings);
        }
    }

    private static void CheckElements(DeviceSigned device, KeyAuthorizations authorizations, Findings findings)
    {
        foreach (var (name, element) in device.Elements)
        {
            if (!authorizations.Allows(name, element))
                findings.Add(Reason.DeviceElementNotAuthorised, Printable.Of(element));
        }
    }

    // Given as the array, or as SessionTranscriptBytes with tag 24 around it.
    private static ReadOnlyMemory<byte>? ReadTranscript(VerificationRequest request, Findings findings)
    {
        if (request.SessionTranscript is not { } given)
        {
            findings.Add(Reason.TranscriptMissing, "no session transcript");
            return null;
        }
        var outer = CborRules.CheckWellFormed(given.Span);
        var cursor = new CheckedCbor(given);
        if (outer.Ok && cursor.TryReadEmbedded(out var content))
        {
            outer = CborRules.CheckWellFormed(content.Span);
            given = content;
        }
        if (outer.Ok && new CheckedCbor(given) is var array && array.TryReadArray(out var parts) && parts == 3)
            return given;
        findings.Add(Reason.TranscriptMalformed, outer.Ok ? "not an array of three" : outer.Detail);
        return null;
    }

    private static void CheckSignature(CoseSign1 signature, PublicKey key, byte[] signed, GoodSignatures? known, Findings findings)
    {
        if (signature.Algorithm != Es256)
            findings.Add(Reason.AlgorithmUnknown, $"deviceSignature: {signature.Algorithm}");
        else if (!signature.VerifyDetachedOnce(key, signed, known))
            findings.Add(Reason.DeviceSignatureInvalid, "deviceSignature");
    }

    private static void CheckMac(
        CoseMac0 mac, PublicKey key, ReaderKey? readerKey, ReadOnlyMemory<byte> transcript, byte[] authenticated, Findings findings)
    {
        if (mac.Algorithm != CoseMac0.Hmac256)
            findings.Add(Reason.AlgorithmUnknown, $"deviceMac: {mac.Algorithm}");
        else if (readerKey is null)
            findings.Add(Reason.MacKeyMissing, "deviceMac");
        else if (!mac.VerifyDetached(DeviceMacKey.Derive(readerKey, key, transcript.Span), authenticated))
            findings.Add(Reason.DeviceMacInvalid, "deviceMac");
    }
}
