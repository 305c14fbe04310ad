namespace TrustHub.Transparency;

/// <summary>A transfer that was admitted (SPEC.md §14).</summary>
/// <param name="Id">The hub's order, from 1.</param>
/// <param name="Hash">SHA-256 of the record.</param>
/// <param name="From">The region that the driver leaves.</param>
/// <param name="To">The region that the driver moves to.</param>
/// <param name="Entry">The licence that ends with it.</param>
/// <param name="NotAfter">Its deadline.</param>
/// <param name="Signed">The record with both signatures, as it came.</param>
/// <param name="Sha256">SHA-256 of that, lower-case hex: what the receipt names.</param>
/// <param name="At">When it was admitted, whole seconds.</param>
/// <param name="SubmissionId">The caller's name for the submission.</param>
/// <param name="Caller">The pin of the TLS key that brought it.</param>
/// <param name="Epoch">The epoch that binds it; null while it waits, and for ever where its deadline passed before.</param>
public sealed record TransferRow(
    long Id, ReadOnlyMemory<byte> Hash, string From, string To, long Entry, DateTimeOffset NotAfter, ReadOnlyMemory<byte> Signed, string Sha256,
    DateTimeOffset At, string SubmissionId, string Caller, long? Epoch);

/// <summary>What <see cref="ILogStore.Append(NewTransfer)"/> records.</summary>
/// <param name="Record">What both regions signed.</param>
/// <param name="Signed">The record with both signatures.</param>
/// <param name="At">When, whole seconds.</param>
/// <param name="SubmissionId">The caller's name for the submission.</param>
/// <param name="Caller">The pin of the TLS key that brought it.</param>
public sealed record NewTransfer(
    TrustList.Format.Transfers.TransferRecord Record, ReadOnlyMemory<byte> Signed, DateTimeOffset At, string SubmissionId, string Caller);
