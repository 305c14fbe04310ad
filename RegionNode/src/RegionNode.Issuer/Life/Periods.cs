using RegionNode.Issuer.Registry;

namespace RegionNode.Issuer.Life;

/// <summary>The periods of validity: 6 years, then 10, then long-term (facts: domain, classes and validity).</summary>
internal static class Periods
{
    private const int First = 6;
    private const int Second = 10;

    /// <summary>The last day of the period that comes next; null: long-term.</summary>
    /// <param name="body">The record with the running period.</param>
    /// <param name="from">First day of the next.</param>
    internal static DateOnly? Next(DriverRecordBody body, DateOnly from) => YearsOf(body) < Second ? from.AddYears(Second) : null;

    /// <summary>Why a renewal is not the one that comes next. The last day may be the anniversary or the day before it.</summary>
    internal static LifeRefusal? Refuses(DriverRecordBody body, Renewed renewed)
    {
        if (body.ExpiryDate is null)
            return LifeRefusal.LongTermAlready;
        if (renewed.From <= body.IssueDate)
            return LifeRefusal.WrongPeriod;
        var next = Next(body, renewed.From);
        return renewed.To == next || (next is { } last && renewed.To == last.AddDays(-1)) ? null : LifeRefusal.WrongPeriod;
    }

    /// <summary>The years of the running period, a day's difference of counting forgiven. A first period is of 6.</summary>
    private static int YearsOf(DriverRecordBody body) =>
        body.ExpiryDate is { } last && last.AddDays(1) >= body.IssueDate.AddYears(Second) ? Second : First;
}
