using TrustList.Format.Status;

namespace RegionNode.Issuer.Life;

/// <summary>What an event does.</summary>
/// <param name="Adds">Letters that the driver gets.</param>
/// <param name="Removes">Letters that the driver loses.</param>
/// <param name="Consequence">What it does to the licences by itself.</param>
/// <param name="Urgent">Whether the head waits for nothing; null: where it makes a licence worse.</param>
/// <param name="PaperDue">True: from now on the paper must be handed in; false: no longer; null: as before.</param>
internal readonly record struct LifeRule(string Adds, string Removes, Consequence Consequence, bool? Urgent, bool? PaperDue = null);

/// <summary>The one table of what each event does to letters and licences (facts: domain, status letters; GA/T 16.25).</summary>
internal static class LifeRules
{
    /// <summary>Points of a cycle from which a driver is over the limit.</summary>
    internal const int PointsLimit = 12;

    private const bool AtOnce = true;
    private const bool Routine = false;

    /// <summary>The rule of an event that may follow on this standing.</summary>
    internal static LifeRule Of(LifeEvent lifeEvent, DriverStanding standing, DateOnly today) => lifeEvent switch
    {
        //                        adds  removes  consequence             urgent   paper
        Issued           => new("",   "",      Consequence.Stays,      Routine),
        Renewed          => new("",   "MN",    Consequence.Superseded, Routine),
        Reviewed         => new("",   "SPT",   Consequence.Stays,      Routine),
        ClassAdded       => new("",   "",      Consequence.Superseded, Routine),
        ClassRemoved     => new("",   "",      Consequence.Superseded, AtOnce),
        NameCorrected    => new("",   "",      Consequence.Superseded, Routine),
        AddressCorrected => new("",   "",      Consequence.Stays,      Routine),
        PhotoChanged     => new("",   "",      Consequence.Stays,      Routine),
        Held             => new("D",  "",      Consequence.Marked,     AtOnce),
        Seized           => new("K",  "",      Consequence.Marked,     AtOnce,  true),
        PaperHandedIn    => new("",   "",      Consequence.Stays,      Routine, false),
        Released { From: Holding.Held } => new("", "DU", Consequence.Stays, AtOnce),
        Released         => new("",   "K",     Consequence.Stays,      AtOnce),
        OverPoints       => new("B",  "",      Consequence.Marked,     AtOnce),
        Overdue { What: Due.Review } => new("S", "", Consequence.Marked, Routine),
        Overdue          => new("M",  "",      Consequence.Marked,     Routine),
        Revoked          => new("E",  "",      Consequence.Removed,    AtOnce),
        Cancelled { AsPenalty: true } => new("F", "", Consequence.Removed, AtOnce),
        Cancelled        => new("G",  "",      Consequence.Removed,    AtOnce),
        Restored         => new("",   Ends(standing.Letters), Consequence.Stays, AtOnce),
        MovedOut         => new("C",  "",      Consequence.Superseded, AtOnce),
        MovedIn moved    => new(Faults(moved.Letters), "", DriverStanding.ConsequenceOf(moved.Letters), AtOnce, BringsSeizure(moved.Letters, standing.Letters) ? true : null),
        DeviceLost       => new("",   "",      Consequence.Removed,    AtOnce),
        PointsChanged points => OfPoints(points, standing, today),
        LettersChanged said => OfLetters(said.Letters, standing, urgent: null),
        LettersCorrected said => OfLetters(said.Letters, standing, said.Urgent),
        _ => throw new InvalidOperationException("an event without a rule"),
    };

    /// <summary>12 points in the cycle are over the limit; fewer lift that only once the cycle's clear date has come.</summary>
    private static LifeRule OfPoints(PointsChanged changed, DriverStanding standing, DateOnly today)
    {
        if (changed.Points >= PointsLimit)
            return new("B", "", Consequence.Marked, AtOnce);
        var cycleIsOver = standing.Record.Body.PointsClearDate is { } clear && today >= clear;
        return new("", cycleIsOver ? "B" : "", Consequence.Stays, Routine);
    }

    /// <summary>The letters said, no others. A seizure that comes or goes with them brings and takes the duty of the paper.</summary>
    private static LifeRule OfLetters(string said, DriverStanding standing, bool? urgent)
    {
        var (had, has) = (standing.Letters.Contains('K'), said.Contains('K'));
        return new(said, standing.Letters, DriverStanding.ConsequenceOf(said), urgent, has == had ? null : has);
    }

    /// <summary>Whether letters bring a seizure that did not stand before: the paper is to be handed in where the driver is now; what the old region took of it, its letters do not say.</summary>
    internal static bool BringsSeizure(string letters, string before) => letters.Contains('K') && !before.Contains('K');

    private static string Faults(string letters) => string.Concat(letters.Where(letter => letter != 'A'));

    private static string Ends(string letters) => string.Concat(letters.Where(letter => StatusLetters.Of(letter) == StatusValue.Invalid));
}
