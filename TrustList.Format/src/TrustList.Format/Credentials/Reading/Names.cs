namespace TrustList.Format.Credentials.Reading;

/// <summary>Turns UTF-8 names into strings, without a new one for the names that every licence has.</summary>
internal static class Names
{
    private static readonly (byte[] Utf8, string Text)[] Known = [.. new[]
    {
        MdocNames.DocType, MdocNames.IsoNamespace, MdocNames.NationalNamespace,
        "family_name", "given_name", "birth_date", "issue_date", "expiry_date", "issuing_country", "issuing_authority",
        "document_number", "portrait", "driving_privileges", "un_distinguishing_sign", "issuing_jurisdiction", "nationality",
        "sex", "file_number", "classes", "issuing_office", "issuing_office_code", "first_issue", "review_date",
        "electronic_id", "1.0", "SHA-256",
    }.Select(text => (System.Text.Encoding.UTF8.GetBytes(text), text))];

    public static string Of(ReadOnlySpan<byte> utf8)
    {
        foreach (var (known, text) in Known)
        {
            if (utf8.SequenceEqual(known))
                return text;
        }
        return System.Text.Encoding.UTF8.GetString(utf8);
    }
}
