using RegionNode.Issuer.Audit;
using RegionNode.Issuer.Issuing;
using RegionNode.Issuer.Registry;
using RegionNode.Issuer.Status;
using RegionNode.Issuer.Storage;
using TrustList.Format.Registry;

namespace RegionNode.Issuer.Applications;

/// <summary>What the province's system gets for an application.</summary>
internal sealed record OpenedOffer(string LicenceId, StatusIndex Index, string OfferCode, DateTimeOffset Expires);

/// <summary>
/// Takes applications: checks, draws a status index and records both, in one transaction, before anything is signed. A
/// second application before the first was collected keeps licence and index and replaces the code, so that asking
/// again after a lost answer wastes nothing.
/// </summary>
internal sealed class ApplicationDesk(NodeOptions options, IDurableStore store, TimeProvider clock)
{
    private readonly Territory territory = OwnTerritory.Of(options);

    /// <summary>The record and letters on which an application is judged now; null where there is no record.</summary>
    internal (EligibleApplication? Application, IReadOnlyList<Ineligibility> Reasons)? Judge(DriverKey driver) =>
        store.Read(db => Judge(db, driver));

    internal (OpenedOffer? Offer, IReadOnlyList<Ineligibility> Reasons)? Apply(string fileNumber, Access access) =>
        store.Write<(OpenedOffer?, IReadOnlyList<Ineligibility>)?>("reserve index", db =>
        {
            var driver = db.KeyOf(fileNumber);
            if (Judge(db, driver) is not { } judged)
                return null;
            AuditTrail.Note(db, access, AuditAct.ApplicationMade, driver, judged.Application is null ? "refused" : "offered", clock.GetUtcNow());
            return judged.Application is { } application ? (Open(db, application, boundKey: null), []) : (null, judged.Reasons);
        });

    /// <summary>The same, in the caller's transaction.</summary>
    internal (EligibleApplication? Application, IReadOnlyList<Ineligibility> Reasons)? Judge(StoreSession db, DriverKey driver)
    {
        if (DriverRecordTable.Find(db, driver) is not { } stored)
            return null;
        var judged = EligibleApplication.Check(
            DriverRecord.FromBytes(stored.Body), driver, PhotoTable.Find(db, driver), stored.Letters, territory, clock.GetUtcNow());
        if (TransferTable.IsPending(db, driver))
            return (null, [.. judged.Reasons, Ineligibility.TransferPending]);
        return TransferTable.HasMovedAway(db, driver) ? (null, [.. judged.Reasons, Ineligibility.MovedAway]) : judged;
    }

    /// <summary>Makes the offer, in the caller's transaction.</summary>
    /// <param name="db">The open transaction.</param>
    /// <param name="application">Judged in it.</param>
    /// <param name="boundKey">Thumbprint of the one device key that may collect: the identity check's. Null: whichever the bearer brings (the counter's way).</param>
    internal OpenedOffer Open(StoreSession db, EligibleApplication application, string? boundKey)
    {
        var now = clock.GetUtcNow();
        var expires = now.AddHours(options.OfferHours);
        var code = Offer.NewCode();
        var driver = application.Driver;
        if (LicenceTable.OfDriver(db, driver).LastOrDefault(l => l.DeviceKey is null && l.Superseded == 0) is { } waiting)
        {
            LicenceTable.SetOffer(db, waiting.Id, Offer.HashOf(code), expires, boundKey);
            return new OpenedOffer(waiting.Id, new StatusIndex(waiting.Block, (int)waiting.Idx), code, expires);
        }
        var made = LicenceReservation.Make(db, driver, (Offer.HashOf(code), expires), now);
        if (boundKey is not null)
            LicenceTable.SetOffer(db, made.Id, Offer.HashOf(code), expires, boundKey);
        return new OpenedOffer(made.Id, new StatusIndex(made.Block, (int)made.Idx), code, expires);
    }
}
