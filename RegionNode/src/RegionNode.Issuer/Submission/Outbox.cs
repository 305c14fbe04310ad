using RegionNode.Issuer.Api;
using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Submission;

/// <summary>
/// The way out: what is put here reaches the hub, in the order of its lane, once with effect, however often the node
/// or the hub stops meanwhile. Put it in the transaction that it belongs to; call <see cref="Wake"/> after the commit.
/// </summary>
internal sealed class Outbox(IDurableStore store, TimeProvider clock)
{
    private volatile TaskCompletionSource wake = New();

    internal void Enqueue(StoreSession db, OutboundSubmission submission) => OutboxTable.Enqueue(db, submission, clock.GetUtcNow());

    /// <summary>Tells the sender that something may have been put in or decided.</summary>
    internal void Wake() => Interlocked.Exchange(ref wake, New()).TrySetResult();

    /// <summary>Ends with the next <see cref="Wake"/>; take it before looking, so that none is missed.</summary>
    internal Task Woken => wake.Task;

    internal IReadOnlyList<string> PendingLanes() => store.Read(OutboxTable.PendingLanes);

    internal OutboundSubmission? Next(string lane) => store.Read(db => OutboxTable.Next(db, lane));

    internal void CountFailure(OutboundSubmission submission) => store.Write("count failure", db =>
    {
        OutboxTable.CountFailure(db, submission.Id);
        return true;
    });

    /// <summary>Records what the hub said; true when that is news.</summary>
    internal bool Record(OutboundSubmission submission, HubDecision decision) => store.Write("record decision", db =>
    {
        var now = clock.GetUtcNow();
        if (decision is HubDecision.Refused refused)
            return OutboxTable.Park(db, submission.Id, refused, now);
        if (decision is HubDecision.Admitted admitted)
            OutboxTable.Accept(db, submission.Id, admitted.LogIndex, now);
        return true;
    });

    /// <summary>Sends a parked submission again; false when none has that id.</summary>
    internal bool Retry(string id)
    {
        var unparked = store.Write("unpark", db => OutboxTable.Unpark(db, id));
        Wake();
        return unparked;
    }

    /// <summary>Sends those again whose refusal may have lost its cause at the hub.</summary>
    internal void RetryHopeful()
    {
        if (store.Read(OutboxTable.Refused).Count > 0)
            store.Write("unpark", OutboxTable.UnparkHopeful);
    }

    internal Page<OutboxEntry> Newest(PageQuery page) =>
        Page.Of(page, store.Read(db => OutboxTable.Newest(db, page.After ?? long.MaxValue, page.Take)), row => row.Seq, row => row.Entry);

    internal IReadOnlyList<OutboxEntry> Refused() => store.Read(OutboxTable.Refused);

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
