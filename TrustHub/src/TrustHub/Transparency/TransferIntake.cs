using TrustHub.Admission;
using TrustHub.Log;
using TrustHub.Storage;
using TrustList.Format.Encoding;

namespace TrustHub.Transparency;

/// <summary>What became of a transfer: a row (and whether it was there before) or a refusal.</summary>
public readonly record struct TransferIntakeResult(TransferRow? Row, bool Duplicate, Refused? Refused);

/// <summary>
/// Takes transfers in at the <see cref="Desk"/>. The same record again, also from the other side, gets the first receipt. What
/// is durable goes into the next epoch, or never, where its deadline passes before one can be made.
/// </summary>
public sealed class TransferIntake(Desk desk, AdmissionLog log, ILogStore store, EpochSignal signal, TimeProvider clock)
{
    /// <summary>Takes a transfer.</summary>
    /// <param name="submission">As it was sent.</param>
    /// <param name="callerPin">The pin of the TLS key that brought it.</param>
    /// <param name="cancellation">Ends the waiting; not what has begun.</param>
    /// <exception cref="Exception">Of the store: nothing is known; the caller asks again.</exception>
    public Task<TransferIntakeResult> SubmitAsync(TransferSubmission submission, string callerPin, CancellationToken cancellation) => desk.OneByOneAsync(
        () => Take(submission, callerPin), refused => new TransferIntakeResult(null, false, refused), cancellation);

    /// <summary>What was recorded under a submission id; null when nothing was.</summary>
    public TransferRow? Find(string submissionId) => store.FindTransfer(submissionId);

    private TransferIntakeResult Take(TransferSubmission submission, string callerPin)
    {
        if (!SubmissionIds.IsValid(submission.SubmissionId))
            return Refuse(AdmissionFault.BadSubmissionId, "8 to 128 characters of A-Z a-z 0-9 . _ : -");
        if (store.FindTransfer(submission.SubmissionId) is { } earlier)
        {
            return earlier.Sha256 == Digest.Of(submission.Transfer.Span)
                ? new(earlier, true, null)
                : Refuse(AdmissionFault.SubmissionIdReused, "this submission id was used for other bytes");
        }
        var now = Instants.WholeSeconds(clock.GetUtcNow());
        var examined = AdmittedTransfer.Examine(submission, store, new AdmissionContext(log.State, log.Content, callerPin, now));
        if (examined.Admitted is not { } admitted)
            return new(examined.Held, examined.Held is not null, examined.Refused);
        var row = store.Append(admitted.ToRow(now));
        signal.Wake();
        return new(row, false, null);
    }

    private static TransferIntakeResult Refuse(AdmissionFault fault, string detail) => new(null, false, new Refused(fault, detail));
}
