using RegionNode.Issuer.Audit;
using RegionNode.Issuer.Storage;
using TrustList.Format.Encoding;
using TrustList.Format.Transfers;

namespace RegionNode.Issuer.Moving;

/// <summary>
/// Takes into the database what the log holds of this region's moves, in order and each epoch once, together with how far it was
/// read: a database that was put back reads again what it has forgotten. What follows from it, the keeper does. What was signed for a
/// log that policy no longer names is looked for in the one that it names only where that is shown to go on with the other.
/// </summary>
internal sealed class TransferWalk(NodeOptions options, TransferLog log, MovingTroubles troubles, IDurableStore store, TimeProvider clock)
{
    // A log that does not go on with another one never will.
    private readonly HashSet<(string Former, string Origin)> others = [];

    /// <summary>Reads one stretch on. True where more may be there at once; false at the log's end, or where it cannot be read.</summary>
    internal async Task<bool> AdvanceAsync(CancellationToken cancellation)
    {
        if (log.Origin is not { } origin)
            return false;
        var (known, isFresh) = store.Read(db => (TransferWalkTable.Find(db, origin), TransferWalkTable.IsFresh(db)));
        if (known is null && !isFresh)
        {
            (known, var isTold) = await BeginAsync(origin, cancellation);
            if (!isTold)
                return false; // Else all would be read again for one lost answer.
        }
        if (await log.ReadAsync(origin, known?.Size ?? (isFresh ? (long?)null : 0), known?.Root, cancellation) is not { } stretch)
        {
            troubles.Clear(MovingTroubles.Log);
            await FollowAsync(origin, cancellation);
            return false;
        }
        if (stretch.Walked is { } walked)
            Take(origin, walked, stretch.Moves);
        troubles.Set(MovingTroubles.Log, stretch.Fault);
        return stretch.Fault is null;
    }

    /// <summary>How much is known of a log that was not read under its name: all of the one that it goes on with. And whether that can be told now.</summary>
    private async Task<(WalkedLog? Known, bool IsTold)> BeginAsync(string origin, CancellationToken cancellation)
    {
        foreach (var (former, walked) in store.Read(TransferWalkTable.Rooted))
        {
            switch (await CompareAsync(former, walked, origin, cancellation))
            {
                case Continuation.Untold:
                    return (null, false);
                case Continuation.GoesOn:
                    Follow(former, origin, walked);
                    return (walked, true);
            }
        }
        return (null, true);
    }

    private async Task FollowAsync(string origin, CancellationToken cancellation)
    {
        foreach (var former in store.Read(db => TransferTable.OtherLogs(db, origin)))
        {
            if (store.Read(db => TransferWalkTable.Find(db, former)) is { Root: not null } walked
                && await CompareAsync(former, walked, origin, cancellation) == Continuation.GoesOn)
                Follow(former, origin);
        }
    }

    private async Task<Continuation> CompareAsync(string former, WalkedLog walked, string origin, CancellationToken cancellation)
    {
        if (others.Contains((former, origin)))
            return Continuation.Differs;
        var goesOn = await log.GoesOnWithAsync(origin, walked.Size, walked.Root!, cancellation);
        if (goesOn == Continuation.Differs)
            others.Add((former, origin));
        return goesOn;
    }

    private void Follow(string former, string origin, WalkedLog? begun = null) => store.Write("follow log", db =>
    {
        if (begun is not null)
            Put(db, origin, begun);
        TransferTable.Follow(db, former, origin);
        TransferHoldTable.Follow(db, former, origin);
        if (TransferWalkTable.Find(db, origin) is { } walked)
            TransferHoldTable.ReleaseBefore(db, origin, walked.Time);
        return true;
    });

    private static void Put(StoreSession db, string origin, WalkedLog walked)
    {
        if (TransferWalkTable.Find(db, origin) is null)
            TransferTable.NameLog(db, origin);
        TransferWalkTable.Put(db, origin, walked);
    }

    private void Take(string origin, WalkedLog walked, IReadOnlyList<ProvenTransfer> moves) => store.Write("walk log", db =>
    {
        foreach (var move in moves)
            Take(db, move);
        Put(db, origin, walked);
        TransferHoldTable.ReleaseBefore(db, origin, walked.Time);
        return true;
    });

    /// <summary>Records one move that the log holds, in the caller's transaction.</summary>
    internal void Take(StoreSession db, ProvenTransfer move)
    {
        var (record, now) = (move.Record, clock.GetUtcNow());
        var (id, isOut) = (Convert.ToHexStringLower(record.Id.Span), record.From == options.Code);
        var known = TransferTable.Closed(db, id);
        var driver = known?.Driver ?? (isOut ? DriverOf(db, record.Entry) : TransferRow.NoDriver);
        TransferHoldTable.Release(db, id);
        var logged = new TransferRow
        {
            Id = id,
            Side = isOut ? MoveSide.Out : MoveSide.In,
            State = MoveState.Submitted,
            Other = isOut ? record.To : record.From,
            Driver = driver,
            OpenedAt = now.Stored(),
            Record = record.Write(),
            Signed = move.Proof.Transfer.ToArray(),
            Entry = isOut ? record.Entry : null,
            Origin = move.Epoch.Checkpoint.Checkpoint.Origin,
            LogFrom = move.Epoch.Epoch.Number,
            NotAfter = record.NotAfter.Stored(),
            Proof = move.Proof.Write(),
            LoggedEpoch = move.Epoch.Epoch.Number,
            LoggedTime = move.Epoch.Epoch.Time.Stored(),
            LoggedAt = now.Stored(),
        };
        if (TransferTable.Log(db, logged))
            AuditTrail.Note(db, Access.OfNode("transfer"), AuditAct.TransferChanged, driver, $"{id} is in epoch {logged.LoggedEpoch}{(known is null ? ", unknown here until now" : "")}", now);
    }

    private static DriverKey DriverOf(StoreSession db, long entry) =>
        LicenceTable.DriverOf(db, entry / Limits.StatusListEntries, entry % Limits.StatusListEntries) ?? TransferRow.NoDriver;
}
