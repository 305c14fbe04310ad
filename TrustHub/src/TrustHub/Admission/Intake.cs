using TrustHub.Log;
using TrustHub.Storage;
using TrustList.Format.Encoding;

namespace TrustHub.Admission;

/// <summary>A submission that is durable, and whether it was so before.</summary>
public sealed record Received(Logged Logged, bool Duplicate);

/// <summary>What became of a submission: exactly one of the two is set.</summary>
public readonly record struct IntakeResult(Received? Received, Refused? Refused);

/// <summary>
/// Takes metadata and status lists in at the <see cref="Desk"/>, each examined against the log as it then stands.
/// The same bytes again get the first receipt; they are looked up before anything else.
/// </summary>
public sealed partial class Intake(Desk desk, AdmissionLog log, TimeProvider clock, ILogger<Intake> logger)
{
    /// <summary>Takes a metadata file.</summary>
    /// <param name="submission">As it was sent.</param>
    /// <param name="callerPin">The pin of the TLS key that brought it.</param>
    /// <param name="cancellation">Ends the waiting; not what has begun.</param>
    /// <exception cref="Exception">Of the store: nothing is known; the caller asks again.</exception>
    public Task<IntakeResult> SubmitAsync(MetadataSubmission submission, string callerPin, CancellationToken cancellation) => desk.OneByOneAsync(
        () => Earlier(submission.SubmissionId, AdmissionKind.Metadata, submission.Role, [submission.Metadata])
            ?? Examine(context => Admitted.Metadata(submission, context), callerPin),
        refused => new IntakeResult(null, refused), cancellation, isOfOperators: true);

    /// <summary>Takes a status list; otherwise as for metadata.</summary>
    /// <inheritdoc cref="SubmitAsync(MetadataSubmission, string, CancellationToken)"/>
    public Task<IntakeResult> SubmitAsync(StatusSubmission submission, string callerPin, CancellationToken cancellation) => desk.OneByOneAsync(
        () => Earlier(
                submission.SubmissionId, AdmissionKind.Status, submission.Uri,
                [submission.Cwt, System.Text.Encoding.UTF8.GetBytes(submission.Jwt)])
            ?? Examine(context => Admitted.StatusList(submission, context), callerPin),
        refused => new IntakeResult(null, refused), cancellation);

    /// <summary>What was logged under a submission id; null when nothing was.</summary>
    public Logged? Find(string submissionId) => log.FindSubmission(submissionId);

    private IntakeResult? Earlier(string submissionId, AdmissionKind kind, string name, ReadOnlyMemory<byte>[] files)
    {
        if (!SubmissionIds.IsValid(submissionId))
            return Refuse(AdmissionFault.BadSubmissionId, "8 to 128 characters of A-Z a-z 0-9 . _ : -");
        var hashes = Array.ConvertAll(files, file => Digest.Of(file.Span));
        if ((log.FindBytes(kind, name, hashes[0]) ?? log.FindSubmission(submissionId)) is not { } logged)
            return null;
        var row = logged.Row;
        if (row.Kind == kind && row.Name == name && row.Files.Select(file => file.Sha256).Take(hashes.Length).SequenceEqual(hashes, StringComparer.Ordinal))
            return new(new Received(logged, Duplicate: true), null);
        return row.SubmissionId == submissionId
            ? Refuse(AdmissionFault.SubmissionIdReused, "this submission id was used for other bytes")
            : null;
    }

    private IntakeResult Examine(Func<AdmissionContext, Examined> examine, string callerPin)
    {
        // Whole seconds: the log and everything signed say no less.
        var now = Instants.WholeSeconds(clock.GetUtcNow());
        var examined = examine(new AdmissionContext(log.State, log.Content, callerPin, now));
        if (examined.Admitted is not { } admitted)
            return new(null, examined.Refused);
        var logged = log.Append(admitted, now);
        foreach (var key in admitted.KeysOnShortNotice)
            ShortNotice(logger, admitted.Name, key);
        return new(new Received(logged, Duplicate: false), null);
    }

    private static IntakeResult Refuse(AdmissionFault fault, string detail) => new(null, new Refused(fault, detail));

    [LoggerMessage(2, LogLevel.Warning, "{Role}: key {Key} signs on short notice")]
    private static partial void ShortNotice(ILogger logger, string role, string key);
}
