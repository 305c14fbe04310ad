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

    /// <summary>The stored licence photo, JPEG, in base64. Absent: the driver's photo stays what it was, or there is none yet.</summary>
    public byte[]? Portrait { get; init; }

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

    /// <summary>Points of the running cycle (LJJF), 0 to 999.</summary>
    public required int Points { get; init; }

    /// <summary>The day the points are cleared (QFRQ).</summary>
    public DateOnly? PointsClearDate { get; init; }

    /// <summary>The name as the police write it, one string (XM); absent: not known apart from its parts.</summary>
    public string? Name { get; init; }

    /// <summary>Classes that were added later, among <see cref="Classes"/> (YZJCX).</summary>
    public IReadOnlyList<string>? AddedClasses { get; init; }

    /// <summary>The day the points went over the limit (CFRQ).</summary>
    public DateOnly? OverLimitDate { get; init; }

    /// <summary>Office of the first issue, as the police write it (CCFZJG).</summary>
    public string? FirstOffice { get; init; }

    /// <summary>Management unit (GLBM).</summary>
    public string? ManagementUnit { get; init; }

    /// <summary>When the province's registry changed the record (GXSJ). An older one never replaces a newer one.</summary>
    public DateTimeOffset? Updated { get; init; }
}

/// <summary>One vehicle class: GA/T code, first given, last day (absent: long-term).</summary>
internal sealed record DriverClassBody(string Code, DateOnly IssueDate, DateOnly? ExpiryDate = null);
