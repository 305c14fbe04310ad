using System.Collections.Immutable;

namespace TrustHub.Storage;

/// <summary>
/// The database: the one store that is trusted to keep what it was given. Each writing call is one transaction; one
/// that fails may still have happened, so the caller asks before it goes on.
/// </summary>
public interface IHubStore
{
    /// <summary>Adds a row at the end of the log with the bytes of its files. A status list's older bytes go.</summary>
    AdmissionRow Append(NewAdmission admission);

    /// <summary>The row of a submission id; null when there is none.</summary>
    AdmissionRow? FindSubmission(string submissionId);

    /// <summary>The row under this name whose first file has this SHA-256; null when there is none.</summary>
    AdmissionRow? FindBytes(AdmissionKind kind, string name, string sha256);

    /// <summary>The newest row of every name, in the order of the log.</summary>
    ImmutableArray<AdmissionRow> Newest();

    /// <summary>The rows after a place in the log, in order; all of them after 0.</summary>
    IEnumerable<AdmissionRow> After(long logIndex);

    /// <summary>The bytes with this SHA-256; null when they are not held.</summary>
    byte[]? Content(string sha256);

    /// <summary>Records a snapshot and the timestamp that points to it, before either is published.</summary>
    void Record(SnapshotRow snapshot, TimestampRow timestamp);

    /// <summary>Records a timestamp that points to the newest snapshot, before it is published. Older ones go.</summary>
    void Record(TimestampRow timestamp);

    /// <summary>All snapshots, in order.</summary>
    IEnumerable<SnapshotRow> Snapshots();

    /// <summary>The newest snapshot; null before the first.</summary>
    SnapshotRow? NewestSnapshot();

    /// <summary>The newest timestamp; null before the first.</summary>
    TimestampRow? NewestTimestamp();

    /// <summary>Adds to the list of refusals, which keeps the newest thousand.</summary>
    void Record(RefusalRow refusal);

    /// <summary>The refusals held, newest first.</summary>
    ImmutableArray<RefusalRow> Refusals();
}

/// <summary>What <see cref="IHubStore.Append"/> is to record.</summary>
/// <param name="SubmissionId">The caller's name for the submission.</param>
/// <param name="Kind">Metadata or status.</param>
/// <param name="Name">The role, or the address of the status list.</param>
/// <param name="Version">The signed version.</param>
/// <param name="Caller">The pin of the TLS key that brought it; empty for what began the repository.</param>
/// <param name="AdmittedAt">When; whole seconds.</param>
/// <param name="Files">Public path and bytes; the first is the metadata file, or the CWT.</param>
public sealed record NewAdmission(
    string SubmissionId, AdmissionKind Kind, string Name, long Version, string Caller, DateTimeOffset AdmittedAt,
    ImmutableArray<(string Path, ReadOnlyMemory<byte> Bytes)> Files);
