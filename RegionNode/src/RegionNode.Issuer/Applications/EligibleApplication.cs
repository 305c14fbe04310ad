using RegionNode.Issuer.Registry;
using TrustList.Format.Registry;

namespace RegionNode.Issuer.Applications;

/// <summary>Why no licence may be issued on a record. Every value that applies is reported.</summary>
internal enum Ineligibility
{
    /// <summary>A status letter forbids a new licence.</summary>
    Letters,

    /// <summary>The driver's own period of validity is over.</summary>
    PeriodOver,

    /// <summary>It has not begun.</summary>
    PeriodNotBegun,

    /// <summary>The issuing office lies outside this region.</summary>
    OfficeElsewhere,

    /// <summary>The file number belongs to another region and the record does not say that it moved.</summary>
    FileElsewhere,
}

/// <summary>
/// An application that may become a licence. Holding one proves that at one instant the driver's letters allowed it, the
/// period of validity ran, and office and file belonged to this region.
/// </summary>
internal sealed class EligibleApplication
{
    private static readonly TimeSpan ChinaStandardTime = TimeSpan.FromHours(8);

    private EligibleApplication(DriverRecord record) => Record = record;

    internal DriverRecord Record { get; }

    /// <summary>The end of the driver's last day; the far future for long-term.</summary>
    internal DateTimeOffset PeriodEnd => PeriodEndOf(Record);

    internal static (EligibleApplication? Application, IReadOnlyList<Ineligibility> Reasons) Check(
        DriverRecord record, string letters, Territory territory, DateTimeOffset now)
    {
        List<Ineligibility> reasons = [];
        if (Eligibility.Forbidding(letters).Length > 0)
            reasons.Add(Ineligibility.Letters);
        if (now >= PeriodEndOf(record))
            reasons.Add(Ineligibility.PeriodOver);
        if (now < Midnight(record.Body.IssueDate))
            reasons.Add(Ineligibility.PeriodNotBegun);
        if (!territory.Covers(record.Body.IssuingOfficeCode))
            reasons.Add(Ineligibility.OfficeElsewhere);
        if (!record.Body.Moved && !territory.Covers(record.FileNumber[..4]))
            reasons.Add(Ineligibility.FileElsewhere);
        return reasons.Count == 0 ? (new EligibleApplication(record), []) : (null, reasons);
    }

    private static DateTimeOffset PeriodEndOf(DriverRecord record) =>
        record.Body.ExpiryDate is { } last && last < DateOnly.MaxValue ? Midnight(last.AddDays(1)) : DateTimeOffset.MaxValue;

    private static DateTimeOffset Midnight(DateOnly day) => new(day, TimeOnly.MinValue, ChinaStandardTime);
}
