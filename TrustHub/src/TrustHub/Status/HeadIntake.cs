using TrustHub.Admission;
using TrustHub.Feed;
using TrustHub.Log;
using TrustHub.Transparency;
using TrustList.Format.Encoding;

namespace TrustHub.Status;

/// <summary>What became of a head: a row (and whether it was there before) or a refusal.</summary>
public readonly record struct HeadResult(HeadRow? Row, bool Duplicate, Refused? Refused);

/// <summary>
/// Takes status heads in at the <see cref="Desk"/>. The same bytes again get the first receipt. What is durable goes to
/// the watchers at once and into the next epoch.
/// </summary>
public sealed partial class HeadIntake(
    Desk desk, AdmissionLog log, RegionStates states, IStatusStore store, FeedRing feed, EpochSignal signal, TimeProvider clock, ILogger<HeadIntake> logger)
{
    /// <summary>Takes a head.</summary>
    /// <param name="submission">As it was sent.</param>
    /// <param name="callerPin">The pin of the TLS key that brought it.</param>
    /// <param name="cancellation">Ends the waiting; not what has begun.</param>
    /// <exception cref="Exception">Of the store: nothing is known; the caller asks again.</exception>
    public Task<HeadResult> SubmitAsync(HeadSubmission submission, string callerPin, CancellationToken cancellation) => desk.OneByOneAsync(
        () => Take(submission, callerPin), refused => new HeadResult(null, false, refused), cancellation);

    /// <summary>What was recorded under a submission id; null when nothing was, or a base took its place.</summary>
    public HeadRow? Find(string submissionId) => store.FindSubmission(submissionId);

    private HeadResult Take(HeadSubmission submission, string callerPin)
    {
        if (!SubmissionIds.IsValid(submission.SubmissionId))
            return Refuse(AdmissionFault.BadSubmissionId, "8 to 128 characters of A-Z a-z 0-9 . _ : -");
        foreach (var missed in states.Settle(submission.Region))
            Announce(missed);
        if (Earlier(submission) is { } earlier)
            return earlier;
        // Whole seconds: the log and everything signed say no less.
        var now = Instants.WholeSeconds(clock.GetUtcNow());
        var examined = AdmittedHead.Examine(
            submission, states.Find(submission.Region), version => store.Find(submission.Region, version),
            new AdmissionContext(log.State, log.Content, callerPin, now));
        if (examined.Other is { } other)
        {
            store.Record(new EquivocationRow(
                submission.Region, other.Claims.Version, examined.Held!.Content.Head, other.Bytes, other.Hash, now, callerPin));
            Equivocates(logger, submission.Region, other.Claims.Version);
        }
        if (examined.Refused is { } refused)
            return new(null, false, refused);
        if (examined.Held is { } held)
            return new(held, true, null);
        var row = states.Append(examined.Admitted!, now);
        Announce(row);
        return new(row, false, null);
    }

    private HeadResult? Earlier(HeadSubmission submission)
    {
        if (store.FindSubmission(submission.SubmissionId) is { Content: var content } row)
            return content.Region == submission.Region && content.Head.Span.SequenceEqual(submission.Head.Span) && content.Delta.Span.SequenceEqual(submission.Delta.Span)
                ? new HeadResult(row, true, null)
                : Refuse(AdmissionFault.SubmissionIdReused, "this submission id was used for other bytes");
        return log.FindSubmission(submission.SubmissionId) is null
            ? null
            : Refuse(AdmissionFault.SubmissionIdReused, "this submission id was used for other bytes");
    }

    private void Announce(HeadRow row)
    {
        feed.Publish(FeedEvents.Status(row.Content));
        signal.Wake();
    }

    private static HeadResult Refuse(AdmissionFault fault, string detail) => new(null, false, new Refused(fault, detail));

    [LoggerMessage(1, LogLevel.Error, "region {Region} equivocates: two heads of version {Version}; see TrustHub events")]
    private static partial void Equivocates(ILogger logger, string region, long version);
}
