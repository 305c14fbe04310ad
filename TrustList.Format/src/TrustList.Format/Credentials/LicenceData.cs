using System.Collections.Immutable;

namespace TrustList.Format.Credentials;

/// <summary>
/// What a driving licence says. SPEC.md §6.2. Names are kept as they are written, also with characters outside the
/// BMP; nothing is normalised or cut. <see cref="Faults"/> says what forbids issuing.
/// </summary>
public sealed record LicenceData
{
    /// <summary>Family name, 1 to 150 characters.</summary>
    public required string FamilyName { get; init; }

    /// <summary>Given name, 1 to 150 characters.</summary>
    public required string GivenName { get; init; }

    /// <summary>Date of birth.</summary>
    public required DateOnly BirthDate { get; init; }

    /// <summary>The licence number: a citizen number, or another number for holders without one.</summary>
    public required string DocumentNumber { get; init; }

    /// <summary>True when the number is a citizen number, whose check character must fit.</summary>
    public bool NumberIsCitizenNumber { get; init; } = true;

    /// <summary>The JPEG portrait.</summary>
    public required ReadOnlyMemory<byte> Portrait { get; init; }

    /// <summary>The file number (档案编号), 12 digits.</summary>
    public required string FileNumber { get; init; }

    /// <summary>The classes, at least one.</summary>
    public required ImmutableArray<VehicleClass> Classes { get; init; }

    /// <summary>The day the current period began.</summary>
    public required DateOnly IssueDate { get; init; }

    /// <summary>The day the current period ends; null for a long-term licence, written as 9999-12-31.</summary>
    public DateOnly? ExpiryDate { get; init; }

    /// <summary>The issuing authority's name.</summary>
    public required string IssuingAuthority { get; init; }

    /// <summary>The issuing office's name.</summary>
    public required string IssuingOffice { get; init; }

    /// <summary>The issuing office's GB/T 2260 code, six digits, in the issuer's territory.</summary>
    public required string IssuingOfficeCode { get; init; }

    /// <summary>ISO 3166-2 code of the issuing province, for example CN-SH.</summary>
    public required string IssuingJurisdiction { get; init; }

    /// <summary>The day of the first issue (初次领证日期).</summary>
    public required DateOnly FirstIssue { get; init; }

    /// <summary>The day of the next review; null when none is due.</summary>
    public DateOnly? ReviewDate { get; init; }

    /// <summary>The electronic certificate identifier (GB/T 36904).</summary>
    public required string ElectronicId { get; init; }

    /// <summary>Nationality as ISO 3166-1 alpha-2; null to leave it out.</summary>
    public string? Nationality { get; init; }

    /// <summary>ISO/IEC 5218 sex; null to leave it out.</summary>
    public int? Sex { get; init; }

    /// <summary>What forbids issuing these data.</summary>
    /// <returns>English sentences that name the member and never its value; empty when the data are sound.</returns>
    public ImmutableArray<string> Faults() => LicenceChecks.Faults(this);

    /// <summary>The elements of both namespaces, in the order of SPEC.md §6.2.</summary>
    /// <returns>Every element that the data have a value for.</returns>
    public ImmutableArray<LicenceElement> ToElements() => LicenceElements.Of(this);
}
