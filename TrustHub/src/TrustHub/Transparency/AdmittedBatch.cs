using TrustHub.Admission;
using TrustList.Format.Encoding;
using TrustList.Format.Log;
using TrustList.Format.Status;

namespace TrustHub.Transparency;

/// <summary>
/// An issuance batch that may be recorded. Holding one proves that every check of README §2 ran: the region speaks and
/// signed it, it follows the region's newest batch without a gap, and the leaves are those it counts.
/// </summary>
public sealed class AdmittedBatch
{
    private AdmittedBatch(IssuanceSubmission submission, VerifiedIssuanceBatch batch, string caller) =>
        (Submission, Batch, Caller) = (submission, batch, caller);

    /// <summary>As it was sent.</summary>
    public IssuanceSubmission Submission { get; }

    /// <summary>The batch.</summary>
    public VerifiedIssuanceBatch Batch { get; }

    /// <summary>The pin of the TLS key that brought it.</summary>
    public string Caller { get; }

    /// <summary>Examines a batch.</summary>
    /// <param name="submission">As it was sent.</param>
    /// <param name="store">The batches that are admitted.</param>
    /// <param name="context">What else it is examined against.</param>
    internal static ExaminedBatch Examine(IssuanceSubmission submission, ILogStore store, AdmissionContext context)
    {
        if (submission.Batch.Length > IssuanceBatch.MaxBytes || submission.Leaves.Length > Limits.IssuanceBatchLeaves * MerkleTree.HashBytes)
            return Refuse(AdmissionFault.TooLarge, $"a batch has at most {IssuanceBatch.MaxBytes} bytes and {Limits.IssuanceBatchLeaves} leaves");
        var code = submission.Region;
        var region = context.State.Region(code);
        if ((RegionChain.Registered(context, code, out _) ?? RegionChain.Speaks(context, region, code)) is { } notSpeaking)
            return new(null, null, notSpeaking);

        var keys = new StatusKeyRing(region.Issuers!, context.State.Policy!, context.State.NoticeBoard!, context.Now);
        var verified = VerifiedIssuanceBatch.Verify(submission.Batch, code, keys.Find, context.Now);
        if (!verified.Ok)
            return verified.Fault == StatusFault.WrongSubject
                ? Refuse(AdmissionFault.WrongRegion, $"the batch is not of region {code}")
                : new(null, null, keys.Refusal("batch", verified.Fault, verified.Detail));

        var claims = verified.Value.Claims;
        var newest = store.NewestBatch(code);
        if (claims.Number <= newest?.Number)
            return Again(verified.Value, store.Batch(code, claims.Number)!);
        if (claims.Number != (newest?.Number ?? 0) + 1)
            return Refuse(AdmissionFault.VersionGap, $"batch {claims.Number} cannot follow batch {newest?.Number ?? 0}");
        if (!claims.Previous.Span.SequenceEqual((newest?.Hash ?? IssuanceBatchClaims.NoPrevious).Span))
            return Refuse(AdmissionFault.BrokenChain, $"batch {claims.Number} names another predecessor than the admitted one");
        return claims.Covers(LoggedBatch.SplitLeaves(submission.Leaves))
            ? new(new AdmittedBatch(submission, verified.Value, context.CallerPin ?? ""), null, null)
            : Refuse(AdmissionFault.LeavesMismatch, "the leaves are not those that the batch counts and hashes");
    }

    /// <summary>What is to be recorded.</summary>
    internal NewBatch ToRow(DateTimeOffset at) => new(
        Batch.Claims.Region, Batch.Claims.Number, Batch.Hash, new BatchBytes(Submission.Batch, Submission.Leaves), at, Submission.SubmissionId, Caller);

    private static ExaminedBatch Again(VerifiedIssuanceBatch batch, BatchRow held) => batch.Hash.Span.SequenceEqual(held.Hash.Span)
        ? new(null, held, null)
        : Refuse(AdmissionFault.Equivocation, $"batch {held.Number} is admitted with other content");

    private static ExaminedBatch Refuse(AdmissionFault fault, string detail) => new(null, null, new Refused(fault, detail));
}

/// <summary>What examining a batch ended in: exactly one of the three is set.</summary>
/// <param name="Admitted">Every check ran and passed.</param>
/// <param name="Held">The same batch was admitted before.</param>
/// <param name="Refused">The first check that did not pass.</param>
internal readonly record struct ExaminedBatch(AdmittedBatch? Admitted, BatchRow? Held, Refused? Refused);
