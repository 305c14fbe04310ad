using System.Collections.Immutable;

namespace TrustList.Format.Credentials;

/// <summary>What a licence's data must satisfy before they are signed. SPEC.md §6.2.</summary>
internal static class LicenceChecks
{
    private const int LongestName = 150;
    private const int LargestPortrait = 200_000;

    public static ImmutableArray<string> Faults(LicenceData data)
    {
        var faults = ImmutableArray.CreateBuilder<string>();
        void Require(bool sound, string fault)
        {
            if (!sound)
                faults.Add(fault);
        }

        Require(IsName(data.FamilyName), "family name: 1 to 150 characters of well-formed text");
        Require(IsName(data.GivenName), "given name: 1 to 150 characters of well-formed text");
        Require(IsName(data.IssuingAuthority) && IsName(data.IssuingOffice), "issuing authority and office: 1 to 150 characters each");
        Require(data.DocumentNumber is { Length: >= 1 and <= 50 }, "licence number: 1 to 50 characters");
        Require(!data.NumberIsCitizenNumber || CitizenNumber.IsValid(data.DocumentNumber), "licence number: the check character does not fit a citizen number");
        Require(FileNumber.IsValid(data.FileNumber), "file number: 12 digits");
        Require(ElectronicIdentifier.IsValid(data.ElectronicId), "electronic identifier: form or check character");
        Require(data.IssuingOfficeCode is { Length: 6 } code && code.All(char.IsAsciiDigit), "issuing office code: six digits");
        Require(data.IssuingJurisdiction is ['C', 'N', '-', _, _], "issuing jurisdiction: ISO 3166-2 code of China");
        Require(IsJpeg(data.Portrait.Span) && data.Portrait.Length <= LargestPortrait, "portrait: a JPEG of at most 200,000 bytes");
        Require(!data.Classes.IsDefaultOrEmpty && data.Classes.All(IsKnown) && data.Classes.DistinctBy(c => c.Code).Count() == data.Classes.Length, "classes: known codes, each once");
        Require(data.BirthDate < data.FirstIssue && data.FirstIssue <= data.IssueDate, "dates: birth < first issue <= issue");
        Require(data.ExpiryDate is null || data.IssueDate < data.ExpiryDate, "dates: issue < expiry");
        Require(data.Sex is null or 0 or 1 or 2 or 9, "sex: 0, 1, 2 or 9");
        Require(data.Nationality is null or [>= 'A' and <= 'Z', >= 'A' and <= 'Z'], "nationality: two letters");
        return faults.ToImmutable();
    }

    private static bool IsKnown(VehicleClass vehicleClass) => VehicleClass.Codes.Contains(vehicleClass.Code);

    private static bool IsJpeg(ReadOnlySpan<byte> bytes) => bytes is [0xFF, 0xD8, 0xFF, ..];

    // Characters are counted as Unicode scalars, so that a rare character counts once; a lone surrogate is no text.
    private static bool IsName(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return false;
        var count = 0;
        for (var rest = text.AsSpan(); !rest.IsEmpty; count++)
        {
            if (System.Text.Rune.DecodeFromUtf16(rest, out _, out var consumed) != System.Buffers.OperationStatus.Done)
                return false;
            rest = rest[consumed..];
        }
        return count <= LongestName;
    }
}
