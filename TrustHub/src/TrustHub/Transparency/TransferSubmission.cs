namespace TrustHub.Transparency;

/// <summary>One transfer, as a caller sent it. Nothing is checked yet.</summary>
/// <param name="SubmissionId">The caller's name for this submission.</param>
/// <param name="Region">The region the caller claims; one of the two.</param>
/// <param name="Transfer">The record with both signatures.</param>
public sealed record TransferSubmission(string SubmissionId, string Region, ReadOnlyMemory<byte> Transfer);
