namespace TrustHub.Status;

/// <summary>
/// Where status heads are kept. Each writing call is one transaction; one that fails may still have happened, so the
/// caller asks before it goes on.
/// </summary>
public interface IStatusStore
{
    /// <summary>Adds a head with its delta.</summary>
    HeadRow Append(NewHead head);

    /// <summary>The head of a submission id; null when there is none, or it was folded into a base.</summary>
    HeadRow? FindSubmission(string submissionId);

    /// <summary>The head of a region's version; null when there is none, or it was folded into a base.</summary>
    HeadRow? Find(string region, long version);

    /// <summary>The heads of a region after a version, ascending.</summary>
    IEnumerable<HeadRow> After(string region, long version);

    /// <summary>The regions that have a head, by code.</summary>
    IReadOnlyList<string> Regions();

    /// <summary>The base of a region; null while its deltas begin at version 1.</summary>
    BaseRow? Base(string region);

    /// <summary>Puts a base in place of the one before and forgets the heads under it; the head of the base itself stays.</summary>
    void Fold(BaseRow row);

    /// <summary>Keeps two heads of one version as evidence: once, and at most a hundred of one region.</summary>
    void Record(EquivocationRow equivocation);

    /// <summary>The equivocations kept, oldest first.</summary>
    IReadOnlyList<EquivocationRow> Equivocations();
}

/// <summary>What <see cref="IStatusStore.Append"/> is to record.</summary>
/// <param name="SubmissionId">The caller's name for the submission.</param>
/// <param name="Region">The region.</param>
/// <param name="Version">The head's version.</param>
/// <param name="Hash">SHA-256 of the head's payload.</param>
/// <param name="Head">The head.</param>
/// <param name="Delta">The delta from the head before.</param>
/// <param name="At">When it was admitted; whole seconds.</param>
/// <param name="Caller">The pin of the TLS key that brought it.</param>
public sealed record NewHead(
    string SubmissionId, string Region, long Version, ReadOnlyMemory<byte> Hash, ReadOnlyMemory<byte> Head, ReadOnlyMemory<byte> Delta,
    DateTimeOffset At, string Caller);

/// <summary>A head that is durable.</summary>
/// <param name="Id">Its place among all heads of this hub, from 1, without gaps: the receipt's index.</param>
/// <param name="Content">What was recorded.</param>
public sealed record HeadRow(long Id, NewHead Content);

/// <summary>A region's whole state at a version, from which its deltas go on.</summary>
/// <param name="Region">The region.</param>
/// <param name="Version">The version of the state.</param>
/// <param name="Snapshot">The state in the codec of SPEC.md §7.</param>
public sealed record BaseRow(string Region, long Version, byte[] Snapshot);

/// <summary>Two heads that a region signed under one version: evidence that anyone can verify.</summary>
/// <param name="Region">The region.</param>
/// <param name="Version">The version of both.</param>
/// <param name="First">The head that was admitted.</param>
/// <param name="Second">The head that came later.</param>
/// <param name="SecondHash">SHA-256 of the later head's payload.</param>
/// <param name="At">When it came; whole seconds.</param>
/// <param name="Caller">The pin of the TLS key that brought the later one.</param>
public sealed record EquivocationRow(
    string Region, long Version, ReadOnlyMemory<byte> First, ReadOnlyMemory<byte> Second, ReadOnlyMemory<byte> SecondHash,
    DateTimeOffset At, string Caller);
