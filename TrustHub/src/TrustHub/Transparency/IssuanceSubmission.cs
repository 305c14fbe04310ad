namespace TrustHub.Transparency;

/// <summary>One issuance batch, as a caller sent it. Nothing is checked yet.</summary>
/// <param name="SubmissionId">The caller's name for this submission.</param>
/// <param name="Region">The region the caller claims.</param>
/// <param name="Batch">The signed batch.</param>
/// <param name="Leaves">The leaf hashes in order.</param>
public sealed record IssuanceSubmission(string SubmissionId, string Region, ReadOnlyMemory<byte> Batch, ReadOnlyMemory<byte> Leaves);
