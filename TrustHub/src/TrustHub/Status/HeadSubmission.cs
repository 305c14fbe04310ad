namespace TrustHub.Status;

/// <summary>One status head with its delta, as a caller sent them. Nothing is checked yet.</summary>
/// <param name="SubmissionId">The caller's name for this submission.</param>
/// <param name="Region">The region the caller claims.</param>
/// <param name="Head">The head.</param>
/// <param name="Delta">What changed since the head before.</param>
public sealed record HeadSubmission(string SubmissionId, string Region, ReadOnlyMemory<byte> Head, ReadOnlyMemory<byte> Delta);
