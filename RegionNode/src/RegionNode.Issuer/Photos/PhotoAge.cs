namespace RegionNode.Issuer.Photos;

/// <summary>
/// How old a photo may be. Days are days in China; a camera's clock may stand in another zone, so its day may be one off. A file's
/// date can be forged, as a statement can: what this catches is the honest mistake and the careless lie, and the reviewer's reason
/// OldPhoto the rest.
/// </summary>
internal static class PhotoAge
{
    private const int ClockDays = 1;

    /// <summary>The first day on which a photo of that day is too old, or on which a photo changed that day may be changed again.</summary>
    internal static DateOnly SixMonthsAfter(DateOnly day) => day.AddMonths(PhotoLimits.Months);

    internal static IEnumerable<PhotoFault> Faults(DateOnly? byFile, DateOnly? stated, bool fromAlbum, DateOnly today)
    {
        if (fromAlbum && stated is null)
            yield return PhotoFault.NoDate;
        if (byFile > today.AddDays(ClockDays) || stated > today)
            yield return PhotoFault.TakenInFuture;
        if (byFile is { } file && stated is { } said && Math.Abs(file.DayNumber - said.DayNumber) > ClockDays)
            yield return PhotoFault.DateContradicts;
        if (IsOld(byFile, today) || IsOld(stated, today))
            yield return PhotoFault.TooOld;
        else if (!fromAlbum && (byFile < today.AddDays(-ClockDays) || stated < today.AddDays(-ClockDays)))
            yield return PhotoFault.NotTakenNow;
    }

    // "At most six months": the day six months later itself is the last.
    private static bool IsOld(DateOnly? taken, DateOnly today) => taken is { } day && day <= today && today > SixMonthsAfter(day);
}
