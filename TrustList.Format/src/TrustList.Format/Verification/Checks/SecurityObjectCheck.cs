using System.Security.Cryptography;
using TrustList.Format.Credentials.Reading;
using TrustList.Format.Encoding;

namespace TrustList.Format.Verification.Checks;

/// <summary>Whether the disclosed items are the signed ones and the licence is in its time. SPEC.md §8.2 step 2.</summary>
internal static class SecurityObjectCheck
{
    private const int ShortestSalt = 16;

    public static void Run(PresentedDocument document, DateTimeOffset now, Findings findings)
    {
        var mso = document.IssuerSigned.Mso;
        if (mso.DocType != document.DocType)
            findings.Add(Reason.DocTypeMismatch, "docType");
        if (mso.Version != "1.0")
            findings.Add(Reason.MsoVersion, "version");
        CheckDates(mso, now, findings);
        CheckTwice(document.IssuerSigned.Items, findings);
        if (DigestOf(mso.DigestAlgorithm) is not { } digestLength)
            findings.Add(Reason.DigestAlgorithm, "digestAlgorithm");
        else
            CheckDigests(document.IssuerSigned.Items, mso, digestLength, findings);
    }

    /// <summary>Whether the licence is in its time.</summary>
    public static void CheckDates(SecurityObject mso, DateTimeOffset now, Findings findings)
    {
        if (mso.Signed > mso.ValidFrom || mso.ValidFrom >= mso.ValidUntil)
            findings.Add(Reason.ValidityInconsistent, "signed <= validFrom < validUntil");
        if (now < mso.ValidFrom)
            findings.Add(Reason.NotYetValid, "before validFrom");
        if (now >= mso.ValidUntil)
            findings.Add(Reason.Expired, "at or after validUntil");
    }

    private static void CheckTwice(IReadOnlyList<PresentedItem> items, Findings findings)
    {
        var elements = new HashSet<(string, string)>(items.Count);
        var numbers = new HashSet<(string, long)>(items.Count);
        foreach (var item in items)
        {
            if (!elements.Add((item.Namespace, item.Identifier)) || !numbers.Add((item.Namespace, item.DigestId)))
                findings.Add(Reason.DuplicateItem, Printable.Of(item.Identifier));
        }
    }

    private static void CheckDigests(IReadOnlyList<PresentedItem> items, SecurityObject mso, int digestLength, Findings findings)
    {
        Span<byte> digest = stackalloc byte[SHA512.HashSizeInBytes];
        digest = digest[..digestLength];
        foreach (var item in items)
        {
            if (item.Salt.Length < ShortestSalt)
                findings.Add(Reason.SaltTooShort, Printable.Of(item.Identifier));
            if (!mso.Digests.TryGetValue(item.Namespace, out var signed))
                findings.Add(Reason.NamespaceNotListed, Printable.Of(item.Namespace));
            else if (!signed.TryGetValue(item.DigestId, out var expected))
                findings.Add(Reason.DigestMissing, Printable.Of(item.Identifier));
            else
            {
                Hash(item.Tagged.Span, digest);
                if (!digest.SequenceEqual(expected.Span))
                    findings.Add(Reason.DigestMismatch, Printable.Of(item.Identifier));
            }
        }
    }

    private static int? DigestOf(string name) => name switch
    {
        "SHA-256" => SHA256.HashSizeInBytes,
        "SHA-384" => SHA384.HashSizeInBytes,
        "SHA-512" => SHA512.HashSizeInBytes,
        _ => null,
    };

    private static void Hash(ReadOnlySpan<byte> data, Span<byte> digest)
    {
        if (digest.Length == SHA256.HashSizeInBytes)
            SHA256.HashData(data, digest);
        else if (digest.Length == SHA384.HashSizeInBytes)
            SHA384.HashData(data, digest);
        else
            SHA512.HashData(data, digest);
    }
}
