using TrustList.Format.Status;

namespace TrustList.Sync.Status;

/// <summary>A head that was applied and that no witnessed epoch covers yet.</summary>
/// <param name="Head">The head; its root was checked.</param>
/// <param name="Delta">What it changed.</param>
/// <param name="Since">When it came here.</param>
internal sealed record PendingHead(VerifiedStatusHead Head, StatusDelta Delta, DateTimeOffset Since);
