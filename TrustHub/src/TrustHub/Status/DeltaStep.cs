using TrustList.Format.Status;

namespace TrustHub.Status;

/// <summary>One admitted delta of a region.</summary>
/// <param name="Version">The version that it leads to.</param>
/// <param name="At">When it was admitted.</param>
/// <param name="Delta">The delta.</param>
internal sealed record DeltaStep(long Version, DateTimeOffset At, StatusDelta Delta);
