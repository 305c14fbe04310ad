using RegionNode.Issuer.Life;
using RegionNode.Issuer.Registry;
using RegionNode.Issuer.Storage;
using TrustList.Format.Registry;

namespace RegionNode.Issuer.Applications;

/// <summary>Why no licence may be issued on a record. Every value that applies is reported.</summary>
internal enum Ineligibility
{
    /// <summary>A status letter forbids a new licence.</summary>
    Letters,

    /// <summary>A move of the driver is signed, and the log has not said yet what became of it.</summary>
    TransferPending,

    /// <summary>The driver moved to another region: apply there.</summary>
    MovedAway,

    /// <summary>The driver's own period of validity is over.</summary>
    PeriodOver,

    /// <summary>It has not begun.</summary>
    PeriodNotBegun,

    /// <summary>The issuing office lies outside this region.</summary>
    OfficeElsewhere,

    /// <summary>The file number belongs to another region and the record does not say that it moved.</summary>
    FileElsewhere,

    /// <summary>There is no photo of the driver.</summary>
    NoPhoto,

    /// <summary>The points of the running cycle are over the limit, whatever the letters say yet.</summary>
    OverPoints,

    /// <summary>The stored photo has not the form of a licence photo: send another.</summary>
    StoredPhotoUnfit,

    /// <summary>The photo was changed less than six months ago.</summary>
    PhotoChangedRecently,
}

/// <summary>
/// An application that may become a licence. Holding one proves that at one instant the driver's letters allowed it, the
/// period of validity ran, office and file belonged to this region, and there was a photo.
/// </summary>
internal sealed class EligibleApplication
{
    private EligibleApplication(DriverRecord record, DriverKey driver, CurrentPhoto photo) => (Record, Driver, Photo) = (record, driver, photo);

    internal DriverRecord Record { get; }

    /// <summary>Names the record's driver in the store.</summary>
    internal DriverKey Driver { get; }

    /// <summary>The driver's current photo.</summary>
    internal CurrentPhoto Photo { get; }

    /// <summary>The end of the driver's last day; the far future for long-term.</summary>
    internal DateTimeOffset PeriodEnd => PeriodEndOf(Record);

    internal static (EligibleApplication? Application, IReadOnlyList<Ineligibility> Reasons) Check(
        DriverRecord record, DriverKey driver, CurrentPhoto? photo, string letters, Territory territory, DateTimeOffset now)
    {
        List<Ineligibility> reasons = [];
        if (Eligibility.Forbidding(letters).Length > 0)
            reasons.Add(Ineligibility.Letters);
        if (record.Body.Points >= LifeRules.PointsLimit)
            reasons.Add(Ineligibility.OverPoints);
        if (now >= PeriodEndOf(record))
            reasons.Add(Ineligibility.PeriodOver);
        if (now < ChinaTime.Midnight(record.Body.IssueDate))
            reasons.Add(Ineligibility.PeriodNotBegun);
        if (!territory.Covers(record.Body.IssuingOfficeCode))
            reasons.Add(Ineligibility.OfficeElsewhere);
        if (!record.Body.Moved && !territory.Covers(record.FileNumber[..4]))
            reasons.Add(Ineligibility.FileElsewhere);
        if (photo is null)
            reasons.Add(Ineligibility.NoPhoto);
        return reasons.Count == 0 ? (new EligibleApplication(record, driver, photo!), []) : (null, reasons);
    }

    private static DateTimeOffset PeriodEndOf(DriverRecord record) =>
        record.Body.ExpiryDate is { } last && last < DateOnly.MaxValue ? ChinaTime.Midnight(last.AddDays(1)) : DateTimeOffset.MaxValue;
}
