using System.Security.Cryptography;
using RegionNode.Issuer.Audit;
using RegionNode.Issuer.Keys;
using RegionNode.Issuer.Neighbours;
using RegionNode.Issuer.Registry;
using RegionNode.Issuer.Status;
using RegionNode.Issuer.Storage;
using RegionNode.Issuer.Submission;
using TrustList.Format.Encoding;
using TrustList.Format.Log;
using TrustList.Format.Transfers;

namespace RegionNode.Issuer.Moving;

/// <summary>What the old side gives the new one.</summary>
internal sealed record GivenDossier(byte[] Record, byte[] Signature, byte[] Sealed);

/// <summary>
/// The old side of a move. What it signs is recorded before it is given away, and given again to the same request alone; from then
/// on it decides nothing by itself: <see cref="MovingKeeper"/> reads in the log what became of it.
/// </summary>
internal sealed class MovingOut(
    NodeOptions options, NeighbourKeys neighbours, SigningKeys signing, TransferLog log, SignedMoves signed, Outbox outbox, Chains chains, IDurableStore store,
    TimeProvider clock)
{
    private readonly NotedRefusals refusals = new();

    /// <summary>Opens a move; the one that is open already where it leads to the same region. Or why not.</summary>
    internal (TransferRow? Row, MoveReason? Reason) Open(MoveBody body, Access access)
    {
        var now = clock.GetUtcNow();
        if (!neighbours.IsNeighbour(body.To, now))
            return (null, MoveReason.NoSuchRegion);
        return store.Write<(TransferRow?, MoveReason?)>("open transfer", db =>
        {
            var driver = db.KeyOf(body.FileNumber);
            if (TransferTable.OpenOf(db, driver) is { } open)
            {
                AuditTrail.Note(db, access, AuditAct.TransferRead, driver, open.Id, now);
                return open.Side == MoveSide.Out && open.Other == body.To ? (open, null) : (null, MoveReason.TransferPending);
            }
            if ((TransferTable.IsPending(db, driver) ? MoveReason.TransferPending : Forbids(db, driver)) is { } reason)
            {
                AuditTrail.Note(db, access, AuditAct.TransferRead, driver, $"refused to {body.To}: {reason}", now);
                return (null, reason);
            }
            var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TransferRecord.IdBytes));
            TransferTable.Add(db, new TransferRow
            {
                Id = id, Side = MoveSide.Out, State = MoveState.Requested, Other = body.To, Driver = driver, OpenedAt = now.Stored(),
            });
            AuditTrail.Note(db, access, AuditAct.TransferChanged, driver, $"{id} requested to {body.To}", now);
            return (TransferTable.Closed(db, id), null);
        });
    }

    /// <summary>
    /// Signs the record and seals the dossier for a region that proved to ask; the same again for the same request. Once the driver has
    /// left, and has not come back, the last word: the record as it stands now, sealed to whatever key that region asks with.
    /// </summary>
    /// <exception cref="MoveRefusedException">Why not.</exception>
    internal async Task<GivenDossier> PrepareAsync(ReadOnlyMemory<byte> request, CancellationToken cancellation)
    {
        var now = Instants.WholeSeconds(clock.GetUtcNow());
        var verified = TransferAcceptance.Verify(request, options.Code, (code, keyId) => neighbours.StatusKey(code, keyId, now), now);
        if (!verified.Ok)
            throw neighbours.IsFollowing ? MoveRefusedException.Of(verified.Fault) : MoveRefusedException.Later("no trust list");
        var acceptance = verified.Value;
        var id = Convert.ToHexStringLower(acceptance.Id.Span);
        if (store.Read(db => TransferTable.Find(db, id)) is not { Side: MoveSide.Out } row || row.Other != acceptance.To)
            throw store.Read(db => Unknown(db, id));
        try
        {
            return await GiveAsync(row, acceptance, request, now, cancellation);
        }
        catch (MoveRefusedException refused) when (refused.Reason is { } reason) // What is refused for now says nothing of the person.
        {
            if (refusals.IsDue(id, reason, now))
            {
                store.Note(Access.OfRegion(row.Other, "PrepareTransfer"), AuditAct.TransferRead, row.Driver, $"{id} refused: {reason}", now);
                refusals.Noted(id, reason, now); // Once it is durable.
            }
            throw;
        }
    }

    private async Task<GivenDossier> GiveAsync(
        TransferRow row, TransferAcceptance acceptance, ReadOnlyMemory<byte> request, DateTimeOffset now, CancellationToken cancellation)
    {
        var id = row.Id;
        if (row is { State: MoveState.Committed, Salt: { } salt })
            return store.Write("give last word", db => LastWord(db, row, acceptance, salt, now));
        if (row.State >= MoveState.Committed)
            throw store.Read(db => Unknown(db, id));
        if (row.State == MoveState.Requested)
        {
            var key = signing.StatusKey(now) ?? throw MoveRefusedException.Later("no status key");
            var newest = await log.NewestAsync(cancellation) ?? throw MoveRefusedException.Later("the log cannot be read");
            if (chains.DatabaseIsOld)
                throw MoveRefusedException.Later("this database is older than what the node has signed");
            row = store.Write("prepare transfer", db => Prepare(db, id, acceptance, request, key, newest, now));
        }
        if (row.Acceptance is null || row.Dossier is null)
            throw MoveRefusedException.For(MoveReason.TransferPending); // Known from the log alone; the last word comes once the driver has left.
        Keep(row);
        // Another key in the request is another request: the dossier was sealed once, for the first.
        if (!row.Acceptance.AsSpan().SequenceEqual(request.Span))
            throw MoveRefusedException.For(MoveReason.TransferPending);
        store.Note(Access.OfRegion(row.Other, "PrepareTransfer"), AuditAct.DossierMoved, row.Driver, $"{id} given", now);
        return new GivenDossier(row.Record!, row.Signature!, row.Dossier);
    }

    /// <summary>Learns that the other side signed too, and sends the record to the log as well.</summary>
    /// <exception cref="MoveRefusedException">It did not, or not this.</exception>
    internal void Confirm(ReadOnlyMemory<byte> transfer)
    {
        var now = clock.GetUtcNow();
        if (SignedTransfer.Read(transfer) is not { Ok: true, Value: var signed }
            || signed.Verify((code, keyId) => code == options.Code ? signing.StatusKeyNamed(keyId) : neighbours.StatusKey(code, keyId, now)) is not { Ok: true, Value: var record })
            throw MoveRefusedException.For(MoveReason.NotProved);
        var id = Convert.ToHexStringLower(record.Id.Span);
        store.Write("confirm transfer", db =>
        {
            if (TransferTable.Closed(db, id) is not { Side: MoveSide.Out, Record: { } own } row || !own.AsSpan().SequenceEqual(signed.Record.Span))
                throw MoveRefusedException.For(MoveReason.NoSuchTransfer);
            if (!TransferTable.Confirm(db, id, transfer.ToArray()))
                return false;
            TransferLane.Enqueue(db, outbox, options.Code, id, transfer.ToArray());
            AuditTrail.Note(db, Access.OfRegion(record.To, "ConfirmTransfer"), AuditAct.TransferChanged, row.Driver, $"{id} submitted", now);
            return true;
        });
        outbox.Wake();
    }

    private TransferRow Prepare(
        StoreSession db, string id, TransferAcceptance acceptance, ReadOnlyMemory<byte> request, StatusSigner key, Checkpoint newest, DateTimeOffset now)
    {
        var row = TransferTable.Find(db, id)!;
        if (row.State != MoveState.Requested)
            return row; // Two requests at once: the first one stands.
        if (Forbids(db, row.Driver) is { } reason)
            throw MoveRefusedException.For(reason);
        if (TransferTable.IsPending(db, row.Driver))
            throw Forgotten();
        if (TransferWalkTable.Find(db, newest.Origin) is null)
            throw MoveRefusedException.Later("the log was not read yet");
        var licence = Licence(db, row.Driver)!;
        var dossier = DossierOf(db, row.Driver, RandomNumberGenerator.GetBytes(TransferRecord.SaltBytes));
        var bytes = SealFor(acceptance, dossier);
        var record = new TransferRecord
        {
            Id = acceptance.Id,
            From = options.Code,
            To = acceptance.To,
            Person = TransferRecord.PersonOf(dossier.Salt, dossier.FileNumber),
            Entry = IssuanceLeaf.Entry(licence.Block, (int)licence.Idx),
            PreparedAt = now,
            NotAfter = now.AddMinutes(options.TransferMinutes),
            DossierSha256 = SHA256.HashData(bytes),
        };
        TransferTable.Prepare(db, row with
        {
            Acceptance = request.ToArray(),
            Record = record.Write(),
            Signature = TransferSignature.Sign(record, key.Signer, key.KeyId),
            Dossier = bytes,
            Salt = dossier.Salt,
            Entry = record.Entry,
            Origin = newest.Origin,
            LogFrom = newest.Size,
            NotAfter = record.NotAfter.Stored(),
        });
        AuditTrail.Note(db, Access.OfRegion(acceptance.To, "PrepareTransfer"), AuditAct.DossierMoved, row.Driver, $"{id} prepared until {Instants.Format(record.NotAfter)}", now);
        return TransferTable.Find(db, id)!;
    }

    private GivenDossier LastWord(StoreSession db, TransferRow row, TransferAcceptance acceptance, byte[] salt, DateTimeOffset now)
    {
        if (TransferTable.LastOf(db, row.Driver) != row.Id)
            throw Unknown(db, row.Id); // The driver came back since: what happens to the record now is not that region's.
        var dossier = DossierOf(db, row.Driver, salt);
        dossier = dossier with { Record = dossier.Record with { Letters = LetterSet.Change(dossier.Record.Letters, "", MovingRules.Moved) } };
        var bytes = SealFor(acceptance, dossier);
        AuditTrail.Note(db, Access.OfRegion(acceptance.To, "PrepareTransfer"), AuditAct.DossierMoved, row.Driver, $"{row.Id} last word", now);
        return new GivenDossier(row.Record!, row.Signature!, bytes);
    }

    private static byte[] SealFor(TransferAcceptance acceptance, Dossier dossier) =>
        SealedDossier.Seal(acceptance.SealingKey.Span, acceptance.Id.Span, dossier.Write()) ?? throw MoveRefusedException.For(MoveReason.NotProved);

    private static Dossier DossierOf(StoreSession db, DriverKey key, byte[] salt)
    {
        var (body, letters) = DriverRecordTable.Find(db, key)!.Value;
        var (driver, photo) = (DriverRecord.FromBytes(body), PhotoTable.Find(db, key));
        return new Dossier(driver.FileNumber, driver.Body with { Letters = letters, Portrait = photo?.Image }, photo?.ChangedAt, salt);
    }

    private void Keep(TransferRow row)
    {
        if (row.NotAfter is not { } notAfter)
            throw MoveRefusedException.Later("the record of this move cannot be read"); // fsck says so too.
        try
        {
            signed.Note(row.Id, notAfter.Instant(), row.Origin ?? "");
        }
        catch (IOException)
        {
            throw MoveRefusedException.Later("the file of signed moves cannot be written");
        }
    }

    private static MoveRefusedException Unknown(StoreSession db, string id) =>
        TransferHoldTable.Holds(db, id) ? Forgotten() : MoveRefusedException.For(MoveReason.NoSuchTransfer);

    private static MoveRefusedException Forgotten() => MoveRefusedException.Later("this database may have forgotten what was signed; the log is not read that far yet");

    private static MoveReason? Forbids(StoreSession db, DriverKey driver) =>
        DriverRecordTable.Find(db, driver) is not { } stored ? MoveReason.NoSuchDriver
        : TransferTable.HasMovedAway(db, driver) ? MoveReason.MovedAway
        : !MovingRules.MayMove(stored.Letters) ? MoveReason.Letters
        : Licence(db, driver) is null ? MoveReason.NoLicence
        : PhotoTable.Find(db, driver) is null ? MoveReason.RecordRefused
        : null;

    /// <summary>The licence that the driver holds: the newest that was signed.</summary>
    private static LicenceRow? Licence(StoreSession db, DriverKey driver) =>
        LicenceTable.OfDriver(db, driver).Where(licence => licence.IssuerSigned is not null).MaxBy(licence => licence.SignedAt);
}
