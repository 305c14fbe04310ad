using RegionNode.Issuer.Registry;

namespace RegionNode.Issuer.Life;

/// <summary>Which dates of a record have passed, and when the next one will. Days are those of China Standard Time.</summary>
internal static class DueDates
{
    private static readonly Due[] All = Enum.GetValues<Due>();

    /// <summary>All that has passed for a driver who is neither marked as late nor granted a deferral (N for renewal; P and T for review).</summary>
    internal static IEnumerable<Due> Passed(DriverRecordBody body, string letters, DateOnly today) => All.Where(due => today > LastDay(due, body, letters));

    /// <summary>The first day on which something has passed; null: nothing will as things stand. Who ended or moved away is late for nothing here.</summary>
    internal static DateOnly? Next(DriverRecordBody body, string letters) =>
        DriverStanding.IsEnded(letters) || DriverStanding.IsMovedAway(letters) ? null : All.Min(due => LastDay(due, body, letters))?.AddDays(1);

    private static DateOnly? LastDay(Due due, DriverRecordBody body, string letters) => due switch
    {
        Due.Review => letters.Any(letter => letter is 'S' or 'P' or 'T') ? null : body.ReviewDate,
        _ => letters.Any(letter => letter is 'M' or 'N') ? null : body.ExpiryDate,
    };
}
