using RegionNode.Issuer.Status;
using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Issuing;

/// <summary>Reserves what a licence needs before it can be signed: an id and a status index that no other has. Part of the caller's transaction.</summary>
internal static class LicenceReservation
{
    /// <summary>The new row, recorded.</summary>
    /// <param name="db">The open transaction.</param>
    /// <param name="driver">Whose; there is a record.</param>
    /// <param name="offer">The hash of the offer's code and its end; null: no offer leads to it.</param>
    /// <param name="now">The instant.</param>
    internal static LicenceRow Make(StoreSession db, DriverKey driver, (byte[] Hash, DateTimeOffset Expires)? offer, DateTimeOffset now)
    {
        var index = StatusBlocks.Draw(db, now);
        var letters = DriverRecordTable.Find(db, driver)!.Value.Letters;
        var row = new LicenceRow
        {
            Id = NewId.Make(),
            Driver = driver,
            Block = index.Block,
            Idx = index.Index,
            Letters = letters,
            Value = (long)DriverStatus.ValueOf(letters, superseded: false),
            ReservedAt = now.Stored(),
            OfferHash = offer?.Hash,
            OfferExpires = (offer?.Expires ?? now).Stored(),
        };
        LicenceTable.Insert(db, row);
        return row;
    }
}
