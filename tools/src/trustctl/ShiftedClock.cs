namespace Trustctl;

/// <summary>A simulated clock: starts at an instant and runs on; timers are the system's.</summary>
internal sealed class ShiftedClock(DateTimeOffset start) : TimeProvider
{
    private readonly long begun = System.GetTimestamp();

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => start + System.GetElapsedTime(begun);
}
