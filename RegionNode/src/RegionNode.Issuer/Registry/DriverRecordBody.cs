namespace RegionNode.Issuer.Registry;

/// <summary>A driver's record as the province's system sends it and as it is stored. Personal data throughout: never logged.</summary>
internal sealed record DriverRecordBody
{
    /// <summary>Family name, every character kept as written (XM).</summary>
    public required string FamilyName { get; init; }

    public required string GivenName { get; init; }

    public required DateOnly BirthDate { get; init; }

    /// <summary>Licence number (SFZMHM): a citizen number, or another one where <see cref="NumberIsCitizenNumber"/> is false.</summary>
    public required string DocumentNumber { get; init; }

    public bool NumberIsCitizenNumber { get; init; } = true;

    /// <summary>The licence photo, JPEG, in base64.</summary>
    public required byte[] Portrait { get; init; }

    public required IReadOnlyList<DriverClassBody> Classes { get; init; }

    /// <summary>The day the current period began (YXQS).</summary>
    public required DateOnly IssueDate { get; init; }

    /// <summary>The last day of the period (YXQZ); absent: long-term.</summary>
    public DateOnly? ExpiryDate { get; init; }

    public required string IssuingAuthority { get; init; }

    /// <summary>The issuing office's name (FZJG).</summary>
    public required string IssuingOffice { get; init; }

    /// <summary>The issuing office's GB/T 2260 code, six digits; must lie in this region.</summary>
    public required string IssuingOfficeCode { get; init; }

    /// <summary>The file was opened in another region and moved here: its number keeps that region's digits.</summary>
    public bool Moved { get; init; }

    /// <summary>First issue (CCLZRQ).</summary>
    public required DateOnly FirstIssue { get; init; }

    /// <summary>Next review of the driver (SYRQ).</summary>
    public DateOnly? ReviewDate { get; init; }

    /// <summary>Electronic certificate identifier (GB/T 36904).</summary>
    public required string ElectronicId { get; init; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string? Nationality { get; init; }

    /// <summary>ISO/IEC 5218.</summary>
    public int? Sex { get; init; }

    /// <summary>Status letters, a set such as <c>A</c> or <c>BDJ</c> (ZT, GA/T 16.25).</summary>
    public required string Letters { get; init; }

    /// <summary>Points of the running cycle (LJJF), 0 to 255.</summary>
    public required int Points { get; init; }

    /// <summary>The day the points are cleared (QFRQ).</summary>
    public DateOnly? PointsClearDate { get; init; }
}

/// <summary>One vehicle class: GA/T code, first given, last day (absent: long-term).</summary>
internal sealed record DriverClassBody(string Code, DateOnly IssueDate, DateOnly? ExpiryDate = null);
