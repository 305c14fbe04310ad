using RegionNode.Issuer.Audit;
using RegionNode.Issuer.Life;
using RegionNode.Issuer.Status;
using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Registry.Imports;

/// <summary>
/// What a whole new record means for a driver who has licences already: other letters reach them as an event of their life, and
/// where the licence would say something else than before (name, classes, period, office), it is superseded: apply again.
/// </summary>
internal static class LicensedDriver
{
    /// <summary>Part of the caller's transaction, before the record is replaced.</summary>
    internal static RecordReach Update(StoreSession db, StagedRow line, Access access, DateTimeOffset now)
    {
        var next = DriverRecord.FromBytes(DriverRecordTable.Opened(db.Personal, line.Driver, line.Body.Span)).Body;
        return Update(db, line.Driver, next, line.Letters, access, now, StatedAt.At(line.Updated.Instant()));
    }

    /// <summary>The same for one record; nothing where there was none.</summary>
    internal static RecordReach Update(
        StoreSession db, DriverKey driver, DriverRecordBody next, string letters, Access access, DateTimeOffset now, StatedAt stated)
    {
        if (DriverRecordTable.Find(db, driver) is not { } stored)
            return RecordReach.Of(changed: false);
        var changed = false;
        if (stored.Letters != letters)
        {
            var outcome = LifeBook.Record(db, driver, new LettersChanged(letters), access, now, stated);
            if (outcome.Refusal is { } refusal)
                return RecordReach.Refused(WholeRecord.ReasonOf(refusal));
            changed = outcome.Changed;
        }
        if (!SaysTheSame(DriverRecord.FromBytes(stored.Body).Body, next))
            changed |= DriverStatus.SupersedeAll(db, driver, urgent: null, now);
        return RecordReach.Of(changed);
    }

    /// <summary>Whether a licence on one record says what one on the other would. Its own identifier and names given by configuration do not count.</summary>
    private static bool SaysTheSame(DriverRecordBody one, DriverRecordBody other) =>
        (one.FamilyName, one.GivenName, one.BirthDate, one.DocumentNumber, one.IssueDate, one.ExpiryDate, one.IssuingOfficeCode)
            == (other.FamilyName, other.GivenName, other.BirthDate, other.DocumentNumber, other.IssueDate, other.ExpiryDate, other.IssuingOfficeCode)
        && one.Classes.Select(held => held.Code).ToHashSet().SetEquals(other.Classes.Select(held => held.Code));
}
