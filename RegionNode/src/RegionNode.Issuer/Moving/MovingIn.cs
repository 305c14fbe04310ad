using System.Security.Cryptography;
using Google.Protobuf;
using Grpc.Core;
using RegionNode.Issuer.Applications;
using RegionNode.Issuer.Audit;
using RegionNode.Issuer.Keys;
using RegionNode.Issuer.Neighbours;
using RegionNode.Issuer.Status;
using RegionNode.Issuer.Storage;
using RegionNode.Issuer.Submission;
using TrustList.Format.Encoding;
using TrustList.Format.Log;
using TrustList.Format.Registry;
using TrustList.Format.Status;
using TrustList.Format.Transfers;
using TrustList.Protocol;

namespace RegionNode.Issuer.Moving;

/// <summary>
/// The new side of a move. It asks the old region for the dossier, looks at it, and only then signs; what it signs is recorded with
/// its way to the log before anything leaves. Before that it may end a move by itself, after it the log alone decides.
/// </summary>
internal sealed class MovingIn(
    NodeOptions options, NeighbourKeys neighbours, RegionChannel regions, SigningKeys signing, TransferLog log, TransferSettlement settlement,
    SilentRegions silent, Outbox outbox, Chains chains, IDurableStore store, TimeProvider clock)
{
    // An epoch a second and a witness's look lie between signature and log; whoever signs later wastes everybody's time.
    private static readonly TimeSpan LeastTimeLeft = TimeSpan.FromSeconds(30);

    private readonly Territory territory = OwnTerritory.Of(options);

    /// <summary>Takes a move that a driver brought from another region; the same again where it was taken before. Or why not.</summary>
    internal (TransferRow? Row, MoveReason? Reason) Accept(string id, NewOfficeBody office, Access access)
    {
        var now = Instants.WholeSeconds(clock.GetUtcNow());
        if (!neighbours.IsNeighbour(office.From, now))
            return (null, MoveReason.NoSuchRegion);
        if (!territory.Covers(office.IssuingOfficeCode))
            return (null, MoveReason.OfficeElsewhere);
        if (signing.StatusKey(now) is not { } key)
            return (null, null);
        return store.Write<(TransferRow?, MoveReason?)>("accept transfer", db =>
        {
            var known = TransferTable.Closed(db, id);
            var accepted = Accepted(id, office, key, now);
            if (known is { Side: MoveSide.In, State: not MoveState.Aborted } && known.Other == office.From)
            {
                // The old side may have signed for the acceptance that it knows: another office is no reason for another one.
                var changed = (known.Office != accepted.Office && TransferTable.CorrectOffice(db, accepted)) || TransferTable.AcceptLogged(db, accepted);
                AuditTrail.Note(db, access, changed ? AuditAct.TransferChanged : AuditAct.TransferRead, known.Driver, $"{id} accepted again from {office.From}", now);
                return (TransferTable.Closed(db, id), null);
            }
            if (known is null)
                TransferTable.Add(db, accepted);
            else if (!TransferTable.AcceptAnew(db, accepted)) // A wrong region, or a refusal of before, binds nobody as long as nothing is signed.
            {
                AuditTrail.Note(db, access, AuditAct.TransferRead, known.Driver, $"{id} refused from {office.From}: {MoveReason.NoSuchTransfer}", now);
                return (null, MoveReason.NoSuchTransfer);
            }
            AuditTrail.Note(db, access, AuditAct.TransferChanged, TransferRow.NoDriver, $"{id} accepted from {office.From}", now);
            return (TransferTable.Closed(db, id), null);
        });
    }

    private TransferRow Accepted(string id, NewOfficeBody office, StatusSigner key, DateTimeOffset now)
    {
        var (sealing, point) = SealedDossier.NewKey();
        var acceptance = new TransferAcceptance(Convert.FromHexString(id), office.From, options.Code, point, now);
        return new TransferRow
        {
            Id = id, Side = MoveSide.In, State = MoveState.Requested, Other = office.From, Driver = TransferRow.NoDriver, OpenedAt = now.Stored(),
            Office = NewOffice.Write(office), SealingKey = sealing, Acceptance = acceptance.Sign(key.Signer, key.KeyId),
        };
    }

    /// <summary>Asks the old region for the dossier and signs, where all is well; nothing changes where the region cannot be reached.</summary>
    internal async Task FetchAsync(TransferRow row, CancellationToken cancellation)
    {
        if (chains.DatabaseIsOld)
            return; // What it may sign anew it may have signed before.
        var (prepared, over) = await AskAsync(row, cancellation);
        if (over is { } ended)
            settlement.Abort(row.Id, ended, asked: row);
        if (prepared is null)
            return;
        var newest = await log.NewestAsync(cancellation);
        var now = clock.GetUtcNow();
        if (newest is null || signing.StatusKey(now) is not { } key)
            return; // Asked again: the old side gives the same.
        try
        {
            Take(row, prepared, key, newest, now);
            outbox.Wake();
        }
        catch (MoveRefusedException refused)
        {
            if (refused.Reason is { } why)
                settlement.Abort(row.Id, why, asked: row);
        }
    }

    /// <summary>
    /// Asks the old region what it recorded last, once the log holds the move: what came after it signed is not lost. The same brings
    /// back a dossier that this database has lost. The old region is known by the salt, which nobody else has.
    /// </summary>
    internal async Task<LastWord> LastWordAsync(TransferRow row, CancellationToken cancellation)
    {
        var (prepared, over) = await AskAsync(row, cancellation);
        if (prepared is null)
            return over is null or MoveReason.TransferPending ? LastWord.Later : LastWord.None;
        var record = TransferRecord.Read(row.Record!).Value;
        var isFirst = SHA256.HashData(prepared.Dossier.Span).AsSpan().SequenceEqual(record.DossierSha256.Span); // It does not know yet that the driver has left.
        return !isFirst && SealedDossier.Open(row.SealingKey!, record.Id.Span, prepared.Dossier.Span) is { } opened && Dossier.Read(opened) is { } dossier
            && MovingRules.IsOf(dossier, record) && LetterSet.IsValid(dossier.Record.Letters) && dossier.Record.Points is >= 0 and <= LiveStatusClaims.MaxPoints
            ? new LastWord(dossier, IsFinal: true)
            : LastWord.Later;
    }

    /// <summary>A dossier in the place of the one that this database has lost; this side had checked it before it signed.</summary>
    /// <exception cref="InvalidOperationException">The record has no form that this region's registry takes.</exception>
    internal Dossier Recover(TransferRow row, Dossier last)
    {
        var office = NewOffice.Read(row.Office!);
        var (dossier, reason) = territory.Covers(office.IssuingOfficeCode) ? MovingRules.Here(last, office) : (null, MoveReason.OfficeElsewhere);
        return dossier ?? throw new InvalidOperationException($"the dossier cannot be taken again: {reason}");
    }

    private async Task<(PreparedTransfer? Prepared, MoveReason? Over)> AskAsync(TransferRow row, CancellationToken cancellation)
    {
        try
        {
            var request = new PrepareRequest { Region = row.Other, Acceptance = ByteString.CopyFrom(row.Acceptance) };
            var prepared = await new Transfers.TransfersClient(regions.For(row.Other)).PrepareAsync(request, regions.Call(cancellation));
            silent.Heard(row.Other);
            return (prepared, null);
        }
        catch (RpcException e)
        {
            silent.Note(row.Other, e);
            return (null, e.Trailers.GetValue(TransfersService.ReasonTrailer) is { } text && Enum.TryParse<MoveReason>(text, out var over) && Enum.IsDefined(over) ? over : null);
        }
    }

    /// <summary>Shows the old region that this one signed too. Lost: the old one learns it from the log.</summary>
    internal async Task<bool> ConfirmAsync(TransferRow row, CancellationToken cancellation)
    {
        try
        {
            var request = new ConfirmRequest { Region = row.Other, Transfer = ByteString.CopyFrom(row.Signed) };
            await new Transfers.TransfersClient(regions.For(row.Other)).ConfirmAsync(request, regions.Call(cancellation));
            silent.Heard(row.Other);
            return true;
        }
        catch (RpcException e)
        {
            silent.Note(row.Other, e);
            return false;
        }
    }

    private void Take(TransferRow row, PreparedTransfer prepared, StatusSigner key, Checkpoint newest, DateTimeOffset now)
    {
        if (TransferRecord.Read(prepared.Record.Memory) is not { Ok: true, Value: var record }
            || Convert.ToHexStringLower(record.Id.Span) != row.Id || record.From != row.Other || record.To != options.Code)
            throw MoveRefusedException.For(MoveReason.NotProved);
        var signature = TransferSignature.Check(prepared.Signature.Memory, record, keyId => neighbours.StatusKey(row.Other, keyId, now));
        if (!signature.Ok)
            throw MoveRefusedException.Of(signature.Fault);
        if (record.NotAfter < now + LeastTimeLeft)
            throw MoveRefusedException.For(MoveReason.TooLate);
        if (!SHA256.HashData(prepared.Dossier.Span).AsSpan().SequenceEqual(record.DossierSha256.Span)
            || SealedDossier.Open(row.SealingKey!, record.Id.Span, prepared.Dossier.Span) is not { } opened || Dossier.Read(opened) is not { } dossier)
            throw MoveRefusedException.For(MoveReason.BadDossier);
        var (received, reason) = MovingRules.Receive(dossier, record, NewOffice.Read(row.Office!), territory);
        if (received is null)
            throw MoveRefusedException.For(reason!.Value);
        var signed = new SignedTransfer(
            prepared.Record.Memory, prepared.Signature.Memory, TransferSignature.Sign(record, key.Signer, key.KeyId)).Write();
        store.Write("take transfer", db =>
        {
            var driver = db.KeyOf(dossier.FileNumber);
            if (TransferTable.OpenOf(db, driver) is not null)
                throw MoveRefusedException.For(MoveReason.TransferPending);
            if (TransferWalkTable.Find(db, newest.Origin) is null)
                throw MoveRefusedException.Later("the log was not read yet");
            if (MovingRules.ForbidsArrival(db, driver) is { } own)
                throw MoveRefusedException.For(own);
            var taken = row with
            {
                Driver = driver, Record = prepared.Record.ToByteArray(), Signed = signed, Dossier = received.Write(), Origin = newest.Origin, LogFrom = newest.Size,
                NotAfter = record.NotAfter.Stored(),
            };
            if (!TransferTable.Take(db, taken))
                return false; // Taken before; or for another office by now: asked again.
            TransferLane.Enqueue(db, outbox, options.Code, row.Id, signed);
            AuditTrail.Note(db, Access.OfNode("transfer"), AuditAct.DossierMoved, driver, $"{row.Id} received from {row.Other}, submitted", now);
            return true;
        });
    }
}
