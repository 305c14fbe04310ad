using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
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
    private const int LicenceIdBytes = 16;
    private readonly Territory territory = OwnTerritory.Of(options);

    /// <summary>The record and letters on which an application is judged now; null where there is no record.</summary>
    internal (EligibleApplication? Application, IReadOnlyList<Ineligibility> Reasons)? Judge(string fileNumber) =>
        store.Read(db => Judge(db, fileNumber));

    internal (OpenedOffer? Offer, IReadOnlyList<Ineligibility> Reasons)? Apply(string fileNumber) =>
        store.Write<(OpenedOffer?, IReadOnlyList<Ineligibility>)?>("reserve index", db =>
        {
            if (Judge(db, fileNumber) is not { } judged)
                return null;
            return judged.Application is { } application ? (Open(db, application), []) : (null, judged.Reasons);
        });

    private (EligibleApplication? Application, IReadOnlyList<Ineligibility> Reasons)? Judge(SqliteConnection db, string fileNumber)
    {
        if (DriverRecordTable.Find(db, fileNumber) is not { } stored)
            return null;
        return EligibleApplication.Check(DriverRecord.FromBytes(fileNumber, stored.Body), stored.Letters, territory, clock.GetUtcNow());
    }

    private OpenedOffer Open(SqliteConnection db, EligibleApplication application)
    {
        var now = clock.GetUtcNow();
        var expires = now.AddHours(options.OfferHours);
        var code = Offer.NewCode();
        var fileNumber = application.Record.FileNumber;
        if (LicenceTable.OfDriver(db, fileNumber).LastOrDefault(l => l.DeviceKey is null && l.Superseded == 0) is { } waiting)
        {
            LicenceTable.SetOffer(db, waiting.Id, Offer.HashOf(code), expires);
            return new OpenedOffer(waiting.Id, new StatusIndex(waiting.Block, (int)waiting.Idx), code, expires);
        }
        var index = StatusBlocks.Draw(db, now);
        var letters = DriverRecordTable.Find(db, fileNumber)!.Value.Letters;
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(LicenceIdBytes));
        LicenceTable.Insert(db, new LicenceRow
        {
            Id = id,
            FileNumber = fileNumber,
            Block = index.Block,
            Idx = index.Index,
            Letters = letters,
            Value = (long)DriverStatus.ValueOf(letters, superseded: false),
            ReservedAt = now.Stored(),
            OfferHash = Offer.HashOf(code),
            OfferExpires = expires.Stored(),
        });
        return new OpenedOffer(id, index, code, expires);
    }
}
