using RegionNode.Issuer.Applications;
using RegionNode.Issuer.Status;
using RegionNode.Issuer.Storage;
using TrustList.Format.Credentials;
using TrustList.Format.Registry;
using TrustList.Format.Status;

namespace RegionNode.Issuer.Life;

/// <summary>Which event may follow on how a driver stands. What holds for all comes first, then what is the event's own.</summary>
internal static class LifeSequence
{
    private const int MaxReference = 64;
    private const int MaxReason = 200;
    private const int MaxAddress = 200;

    /// <summary>Why it may not; null where it may.</summary>
    internal static LifeRefusal? Refuses(StoreSession db, DriverKey driver, LifeEvent lifeEvent, DriverStanding standing)
    {
        if (!IsWellFormed(lifeEvent))
            return LifeRefusal.Malformed;
        if (TransferTable.IsPending(db, driver) && !CannotWait(lifeEvent))
            return LifeRefusal.TransferPending;
        if (standing.MovedAway && !SurvivesMove(lifeEvent))
            return LifeRefusal.MovedAway;
        if (standing.HasEnded && !SurvivesEnd(lifeEvent))
            return lifeEvent is LettersChanged ? LifeRefusal.RestoreRequired : LifeRefusal.Ended;
        var body = standing.Record.Body;
        return lifeEvent switch
        {
            Renewed renewed => Periods.Refuses(body, renewed),
            ClassAdded added when !VehicleClass.Codes.Contains(added.Code) => LifeRefusal.NoSuchClass,
            ClassAdded added when body.Classes.Any(held => held.Code == added.Code) => LifeRefusal.ClassHeldAlready,
            ClassRemoved removed when body.Classes.All(held => held.Code != removed.Code) => LifeRefusal.NoSuchClass,
            ClassRemoved when body.Classes.Count == 1 => LifeRefusal.LastClass,
            NameCorrected name when (name.FamilyName, name.GivenName) == (body.FamilyName, body.GivenName) => LifeRefusal.NothingChanged,
            PaperHandedIn when standing.PaperDue is null => LifeRefusal.NoPaperDue,
            Released { From: Holding.Held } when !standing.Letters.Any(letter => letter is 'D' or 'U') => LifeRefusal.NotHeld,
            Released { From: Holding.Seized } when !standing.Letters.Contains('K') => LifeRefusal.NotHeld,
            Released { From: Holding.Seized } when standing.PaperDue is not null => LifeRefusal.PaperNotHandedIn,
            Overdue { What: Due.Review } when standing.Letters.Contains('S') => LifeRefusal.NothingChanged,
            Overdue { What: Due.Renewal } when standing.Letters.Contains('M') => LifeRefusal.NothingChanged,
            Restored when !standing.HasEnded => LifeRefusal.NotEnded,
            DeviceLost lost => RefusesLoss(db, driver, lost.LicenceId),
            _ => null,
        };
    }

    // What bars the person is never put off by a move; nor is a move that the log holds by another one.
    private static bool CannotWait(LifeEvent lifeEvent) => lifeEvent switch
    {
        Held or Seized or Revoked or Cancelled or OverPoints or DeviceLost or LettersCorrected or MovedOut or MovedIn => true,
        PointsChanged changed => changed.Points >= LifeRules.PointsLimit,
        LettersChanged said => Eligibility.Forbidding(said.Letters).Any(letter => letter != 'C'), // That of the move itself says nothing yet.
        _ => false,
    };

    private static bool IsWellFormed(LifeEvent lifeEvent) => lifeEvent switch
    {
        Held held => IsReference(held.Reference),
        Seized seized => IsReference(seized.Reference),
        PaperHandedIn paper => IsReference(paper.Reference),
        Released released => IsReference(released.Reference) && Enum.IsDefined(released.From),
        Overdue overdue => Enum.IsDefined(overdue.What),
        AddressCorrected corrected => corrected.Address.Length is > 0 and <= MaxAddress,
        PointsChanged points => points.Points is >= 0 and <= LiveStatusClaims.MaxPoints,
        LettersChanged letters => LetterSet.IsValid(letters.Letters),
        LettersCorrected letters => LetterSet.IsValid(letters.Letters) && letters.Reason.Length is > 0 and <= MaxReason && !letters.Reason.Any(char.IsControl),
        DeviceLost lost => IsReference(lost.LicenceId),
        MovedOut moved => RegionCode.IsValid(moved.To),
        MovedIn moved => RegionCode.IsValid(moved.From) && LetterSet.IsValid(moved.Letters),
        _ => true,
    };

    private static bool IsReference(string text) => text.Length is > 0 and <= MaxReference && !text.Any(char.IsControl);

    /// <summary>Of a driver who moved only what concerns the paper and devices here; and what a person puts right.</summary>
    private static bool SurvivesMove(LifeEvent lifeEvent) => lifeEvent is PaperHandedIn or DeviceLost or LettersCorrected or Issued;

    private static bool SurvivesEnd(LifeEvent lifeEvent) => lifeEvent switch
    {
        Restored or LettersCorrected or PaperHandedIn or DeviceLost or PointsChanged or AddressCorrected or MovedOut or MovedIn or Issued => true,
        LettersChanged said => DriverStanding.IsEnded(said.Letters),
        _ => false,
    };

    private static LifeRefusal? RefusesLoss(StoreSession db, DriverKey driver, string licenceId) =>
        LicenceTable.Find(db, licenceId) is not { IssuerSigned: not null } licence || licence.Driver != driver ? LifeRefusal.NoSuchLicence
        : licence.Lost != 0 ? LifeRefusal.LostAlready
        : null;
}
