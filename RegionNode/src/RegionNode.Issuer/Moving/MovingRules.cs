using RegionNode.Issuer.Registry;
using RegionNode.Issuer.Storage;
using TrustList.Format.Registry;
using TrustList.Format.Transfers;

namespace RegionNode.Issuer.Moving;

/// <summary>Who may move, on each side.</summary>
internal static class MovingRules
{
    // What is normal, pending, deferred or only marked goes along; what ended, is held, seized, stopped or locked stays where it is.
    private const string Allowed = "ABHIMNPST";

    /// <summary>The letter of who moved away.</summary>
    internal const string Moved = "C";

    /// <summary>Whether the letters let a driver move; unknown ones do not.</summary>
    internal static bool MayMove(string letters) => letters.All(Allowed.Contains);

    /// <summary>The letters that forbid a move, but that of who moved away.</summary>
    internal static string Forbidding(string letters) => string.Concat(letters.Where(letter => !Allowed.Contains(letter) && !Moved.Contains(letter)));

    /// <summary>Why this region does not take a driver of whom it has a record itself; null where it may.</summary>
    internal static MoveReason? ForbidsArrival(StoreSession db, DriverKey driver)
    {
        if (DriverRecordTable.Find(db, driver) is not { } own)
            return null;
        var gone = own.Letters.Contains(Moved) || TransferTable.HasMovedAway(db, driver);
        return Forbidding(own.Letters).Length > 0
            || (!gone && LicenceTable.OfDriver(db, driver).Any(licence => licence.IssuerSigned is not null))
            ? MoveReason.HeldHere
            : null;
    }

    /// <summary>The dossier with the record as the new region will hold it, or why it takes none.</summary>
    internal static (Dossier? Dossier, MoveReason? Reason) Receive(Dossier dossier, TransferRecord transfer, NewOfficeBody office, Territory territory)
    {
        if (!IsOf(dossier, transfer))
            return (null, MoveReason.BadDossier);
        if (!MayMove(dossier.Record.Letters))
            return (null, MoveReason.Letters);
        return territory.Covers(office.IssuingOfficeCode) ? Here(dossier, office) : (null, MoveReason.OfficeElsewhere);
    }

    /// <summary>Whether a dossier is about the person of the record; who knows the salt made it.</summary>
    internal static bool IsOf(Dossier dossier, TransferRecord transfer) =>
        TransferRecord.PersonOf(dossier.Salt, dossier.FileNumber).Span.SequenceEqual(transfer.Person.Span) && dossier.Record.Portrait is not null;

    /// <summary>The dossier with the record as this region holds it; what it says is not judged any more.</summary>
    internal static (Dossier? Dossier, MoveReason? Reason) Here(Dossier dossier, NewOfficeBody office)
    {
        var body = dossier.Record with
        {
            Moved = true,
            IssuingAuthority = office.IssuingAuthority,
            IssuingOffice = office.IssuingOffice,
            IssuingOfficeCode = office.IssuingOfficeCode,
        };
        return DriverRecord.Check(dossier.FileNumber, body).Record is { } record ? (dossier with { Record = record.Body }, null) : (null, MoveReason.RecordRefused);
    }
}
