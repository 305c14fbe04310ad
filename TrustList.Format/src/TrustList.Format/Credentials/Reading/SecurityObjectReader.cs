using TrustList.Format.Encoding;
using TrustList.Format.Verification;

namespace TrustList.Format.Credentials.Reading;

/// <summary>Reads MobileSecurityObjectBytes: tag 24 around the security object.</summary>
internal static class SecurityObjectReader
{
    public static SecurityObject? Read(ReadOnlyMemory<byte> payload, Findings findings)
    {
        var outer = CborRules.CheckWellFormed(payload.Span);
        if (!outer.Ok)
        {
            findings.Add(outer, "issuerAuth payload");
            return null;
        }
        var wrapped = new CheckedCbor(payload);
        if (!wrapped.TryReadEmbedded(out var encoded))
        {
            findings.Add(Reason.MsoNotTagged, "the payload is not #6.24(bstr)");
            return null;
        }
        var inner = CborRules.CheckWellFormed(encoded.Span);
        if (!inner.Ok)
        {
            findings.Add(inner, "MobileSecurityObject");
            return null;
        }
        var parts = new SecurityObjectParts();
        return parts.Read(encoded) && parts.Finish() is { } mso ? mso : Wrong(findings, parts.Missing);
    }

    private static SecurityObject? Wrong(Findings findings, string what)
    {
        findings.Add(Reason.WrongStructure, $"MobileSecurityObject: {what}");
        return null;
    }
}
