using Federation.Hosting.Storage;
using RegionNode.Issuer.Audit;
using RegionNode.Issuer.Life;
using RegionNode.Issuer.Registry.Police;
using RegionNode.Issuer.Status;
using RegionNode.Issuer.Storage;
using TrustList.Format.Credentials;

namespace RegionNode.Issuer.Registry.Feed;

/// <summary>
/// Takes the registry's events. An id counts once. Of a driver's events on one topic the later counts, by sequence or else by
/// GXSJ, in whatever order they come; an event older than the whole record is superseded by it, and one older than an act recorded
/// here in what that act decided. What cannot be right is refused and kept for people, and never keeps those behind it waiting.
/// </summary>
internal sealed partial class FeedDesk(IDurableStore store, StatusSignal signal, TimeProvider clock, ILogger<FeedDesk> logger)
{
    private const int AtOnce = 100;
    private const string Why = "registry feed";
    private const string IdKind = "feed_event_id", ContentKind = "feed_event_content", UnreadKind = "feed_event_unread";

    /// <summary>Takes events in their order; one result each. When it returns, all of them are durable.</summary>
    /// <exception cref="Exception">The store is out: nothing is known of the events from some place on. Sending all again does no harm.</exception>
    internal IReadOnlyList<FeedResult> Take(IReadOnlyList<byte[]> events, string who)
    {
        var (results, changed, access) = (new List<FeedResult>(events.Count), false, new Access(who, Why));
        foreach (var some in events.Chunk(AtOnce))
        {
            var (taken, any) = TakeSome(some, access);
            results.AddRange(taken);
            changed |= any;
        }
        if (changed)
            signal.Changed();
        return results;
    }

    /// <summary>Lays a refused event aside; false where none of that number waits.</summary>
    internal bool Dismiss(long number, string reason, Access access) => store.Write("dismiss event", db =>
    {
        if (FeedTables.FindRefused(db, number) is not { } body)
            return false;
        var now = clock.GetUtcNow();
        var driver = FeedEvent.Read(body).Fields[PoliceField.DABH] is { } fileNumber && FileNumber.IsValid(fileNumber) ? db.KeyOf(fileNumber) : AuditTrail.NoDriver;
        FeedTables.Dismiss(db, number, now);
        AuditTrail.Note(db, access, AuditAct.FeedEventDismissed, driver, $"event {number}: {reason}", now);
        return true;
    });

    private (IReadOnlyList<FeedResult> Results, bool Changed) TakeSome(byte[][] events, Access access)
    {
        try
        {
            return store.Write("take events", db =>
            {
                var changed = false;
                var results = events.Select(bytes => Take(db, bytes, access, ref changed)).ToList();
                return (results, changed);
            });
        }
        catch (Exception e) when (!StorageFault.Is(e)) // A database out of order says nothing against an event.
        {
            Apart(logger, e.GetType().Name);
            var changed = false;
            var results = events.Select(bytes => TakeAlone(bytes, access, ref changed)).ToList();
            return (results, changed);
        }
    }

    /// <summary>One event in a transaction of its own. Where it fails and the store does not, the event is poisoned.</summary>
    private FeedResult TakeAlone(byte[] bytes, Access access, ref bool changed)
    {
        try
        {
            var (result, any) = store.Write("take event", db =>
            {
                var changedByIt = false;
                return (Take(db, bytes, access, ref changedByIt), changedByIt);
            });
            changed |= any;
            return result;
        }
        catch (Exception e) when (!StorageFault.Is(e)) // A database out of order says nothing against an event.
        {
            var fault = LineFault.Whole(LineReason.Failed);
            var refused = store.Write("refuse event", db => Refuse(db, FeedEvent.Read(bytes), bytes, fault));
            Poisoned(logger, e.GetType().Name);
            return refused;
        }
    }

    private FeedResult Take(StoreSession db, byte[] bytes, Access access, ref bool changed)
    {
        var said = FeedEvent.Read(bytes);
        var (id, content) = KeysOf(db, said, bytes);
        if (FeedTables.Find(db, id) is var (known, outcome) && Again(said, outcome, known == content) is { } again)
            return again;
        var (checkedEvent, fault) = CheckedEvent.Check(said, clock.GetUtcNow());
        if (checkedEvent is null)
            return Refuse(db, said, bytes, fault!);
        var driver = db.KeyOf(checkedEvent.FileNumber);
        if (DriverRecordTable.Find(db, driver) is not { } stored)
            return Refuse(db, said, bytes, new LineFault(LineReason.NoSuchDriver, PoliceField.DABH));
        if (IsOlder(db, driver, checkedEvent))
            return Settle(db, said, id, content, driver, FeedOutcome.Superseded);
        var stated = checkedEvent.Updated ?? StatedAt.Unknown;
        foreach (var happened in checkedEvent.Happened(DriverRecord.FromBytes(stored.Body).Body))
        {
            var life = LifeBook.Record(db, driver, happened, access, clock.GetUtcNow(), stated);
            changed |= life.Changed;
            if (life.Refusal == LifeRefusal.Superseded)
                return Settle(db, said, id, content, driver, FeedOutcome.Superseded);
            if (life.Refusal is not { } refusal || refusal == LifeRefusal.NothingChanged)
                continue;
            AuditTrail.Note(db, access, AuditAct.LifeEvent, driver, $"{happened.Kind} refused: {refusal}", clock.GetUtcNow());
            return Refuse(db, said, bytes, new LineFault(LineReason.NotPossible, refusal.ToString()));
        }
        var before = FeedTables.Place(db, driver, (long)checkedEvent.Topic) ?? default; // What an event does not say does not fall back.
        FeedTables.PutPlace(
            db, driver, (long)checkedEvent.Topic, Math.Max(before.Sequence, checkedEvent.Sequence),
            Math.Max(before.Updated, stated.Earliest.Stored()));
        return Settle(db, said, id, content, driver, FeedOutcome.Applied);
    }

    /// <summary>What is said of an id that was seen before; null: it is judged as if it were new.</summary>
    private static FeedResult? Again(FeedEvent said, FeedOutcome outcome, bool same) => (outcome, same) switch
    {
        (FeedOutcome.Refused, _) or (FeedOutcome.Dismissed, false) => null,
        (FeedOutcome.Dismissed, true) => new FeedResult(said.Id, FeedOutcome.Dismissed),
        (_, true) => new FeedResult(said.Id, FeedOutcome.Duplicate),
        _ => new FeedResult(said.Id, FeedOutcome.Refused, new LineFault(LineReason.IdUsedOtherwise, "eventId")),
    };

    private static bool IsOlder(StoreSession db, DriverKey driver, CheckedEvent said)
    {
        if (said.Updated?.Latest < DriverRecordTable.SourceUpdated(db, driver))
            return true;
        if (FeedTables.Place(db, driver, (long)said.Topic) is not var (sequence, updated))
            return false;
        return said.Sequence > 0 && sequence > 0 ? said.Sequence <= sequence : said.Updated?.Latest < updated.Instant();
    }

    private FeedResult Settle(StoreSession db, FeedEvent said, string id, string content, DriverKey driver, FeedOutcome outcome)
    {
        FeedTables.Put(db, id, content, driver, outcome, reason: null, field: null, body: null, clock.GetUtcNow());
        return new FeedResult(said.Id, outcome);
    }

    private FeedResult Refuse(StoreSession db, FeedEvent said, byte[] bytes, LineFault fault)
    {
        var (id, content) = KeysOf(db, said, bytes);
        FeedTables.Put(db, id, content, driver: null, FeedOutcome.Refused, (long)fault.Reason, fault.Field, bytes, clock.GetUtcNow());
        return new FeedResult(said.Id, FeedOutcome.Refused, fault);
    }

    /// <summary>What stands for id and content in the database; an event without a readable id is known by its bytes.</summary>
    private static (string Id, string Content) KeysOf(StoreSession db, FeedEvent said, byte[] bytes)
    {
        var content = db.Personal.IndexOf(ContentKind, said.ContentHash());
        return said.Id is { } id
            ? (db.Personal.IndexOf(IdKind, id), content)
            : (db.Personal.IndexOf(UnreadKind, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes))), content);
    }

    [LoggerMessage(1, LogLevel.Warning, "events are taken one by one after {Type}")]
    private static partial void Apart(ILogger logger, string type);

    [LoggerMessage(2, LogLevel.Error, "an event of the registry's feed failed inside ({Type}); it is kept for people")]
    private static partial void Poisoned(ILogger logger, string type);
}
