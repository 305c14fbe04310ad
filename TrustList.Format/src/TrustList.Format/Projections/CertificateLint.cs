using System.Collections.Frozen;
using System.Formats.Asn1;
using TrustList.Format.Credentials;
using TrustList.Format.Encoding;

namespace TrustList.Format.Projections;

/// <summary>The rules for a certificate, wherever it stands.</summary>
internal static class CertificateLint
{
    private const string EllipticCurve = "1.2.840.10045.2.1";

    /// <summary>The curves of ISO/IEC 18013-5 Annex B: NIST, brainpool, Edwards.</summary>
    public static readonly FrozenSet<string> MdocCurves = FrozenSet.ToFrozenSet(
    [
        "1.2.840.10045.3.1.7", "1.3.132.0.34", "1.3.132.0.35",
        "1.3.36.3.3.2.8.1.1.7", "1.3.36.3.3.2.8.1.1.9", "1.3.36.3.3.2.8.1.1.11", "1.3.36.3.3.2.8.1.1.13",
        "1.3.101.112", "1.3.101.113",
    ]);

    /// <summary>Those and SM2.</summary>
    public static readonly FrozenSet<string> X509Curves = MdocCurves.Append("1.2.156.10197.1.301").ToFrozenSet();

    /// <summary>Reads a certificate, or finds that it cannot be read.</summary>
    public static CertificateFacts? Read(ReadOnlyMemory<byte> der, string where, LintFindings findings)
    {
        var facts = CertificateFacts.Read(der);
        if (facts.Ok)
            return facts.Value;
        findings.Add(LintRule.CertificateUnreadable, where, $"{facts.Fault}: {facts.Detail}");
        return null;
    }

    /// <summary>The rules for a root: those for every certificate, and that it may certify.</summary>
    public static void CheckAuthority(CertificateFacts facts, string where, DateTimeOffset at, LintFindings findings, FrozenSet<string> curves)
    {
        Check(facts, where, at, findings, curves);
        if (facts.Constraints is not { Authority: true })
            findings.Add(LintRule.NotAnAuthority, where);
    }

    /// <summary>The rules for every certificate: its dates, its curve, its country and province.</summary>
    public static void Check(CertificateFacts facts, string where, DateTimeOffset at, LintFindings findings, FrozenSet<string> curves)
    {
        if (facts.NotAfter < at)
            findings.Add(LintRule.CertificateExpired, where, Instants.Format(facts.NotAfter));
        if (facts.NotBefore > at)
            findings.Add(LintRule.CertificateNotYetValid, where, Instants.Format(facts.NotBefore));
        if (!curves.Contains(CurveOf(facts.Spki)))
            findings.Add(LintRule.CurveName, where, CurveOf(facts.Spki));
        if (!IsCountry(facts.Country))
            findings.Add(LintRule.Country, $"{where} subject", facts.Country ?? "none");
        CheckState(facts.Country, facts.State, $"{where} subject", findings);
    }

    /// <summary>ISO 3166-2, and of the country beside it. None is permitted: a country may issue by itself.</summary>
    public static void CheckState(string? country, string? state, string where, LintFindings findings)
    {
        if (state is null)
            return;
        if (!IsSubdivision(state))
            findings.Add(LintRule.RegionCode, where, state);
        else if (country is not null && !state.StartsWith(country + "-", StringComparison.Ordinal))
            findings.Add(LintRule.State, where, $"{state} in {country}");
    }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public static bool IsCountry(string? text) => text is [>= 'A' and <= 'Z', >= 'A' and <= 'Z'];

    /// <summary>ISO 3166-2: a country, a hyphen, one to three letters or digits.</summary>
    public static bool IsSubdivision(string text) =>
        text.Length is >= 4 and <= 6 && IsCountry(text[..2]) && text[2] == '-' && text[3..].All(c => char.IsAsciiDigit(c) || char.IsAsciiLetterUpper(c));

    /// <summary>OID of the curve, or of the key's algorithm where that names the curve or there is none, as with RSA: not permitted in Annex B.</summary>
    private static string CurveOf(ReadOnlyMemory<byte> spki)
    {
        try
        {
            var algorithm = new AsnReader(spki, AsnEncodingRules.DER).ReadSequence().ReadSequence();
            var kind = algorithm.ReadObjectIdentifier();
            if (kind != EllipticCurve)
                return kind;
            return algorithm.PeekTag().HasSameClassAndValue(Asn1Tag.ObjectIdentifier) ? algorithm.ReadObjectIdentifier() : "not a named curve";
        }
        catch (AsnContentException)
        {
            return "unreadable";
        }
    }
}
