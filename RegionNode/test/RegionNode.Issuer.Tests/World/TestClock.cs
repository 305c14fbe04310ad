namespace RegionNode.Issuer.Tests.World;

/// <summary>Real time, moved by what a test says. Timers stay real.</summary>
internal sealed class TestClock : TimeProvider
{
    private long movedTicks;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Volatile.Read(ref movedTicks));

    public override long GetTimestamp() =>
        System.GetTimestamp() + (long)(TimeSpan.FromTicks(Volatile.Read(ref movedTicks)).TotalSeconds * System.TimestampFrequency);

    internal void Advance(TimeSpan time) => Interlocked.Add(ref movedTicks, time.Ticks);
}
