namespace RegionNode.Issuer.Tests.World;

/// <summary>A time that a test says and nothing else moves; its timestamps go with it.</summary>
internal sealed class StillClock(DateTimeOffset now) : TimeProvider
{
    private DateTimeOffset now = now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => now;

    public override long GetTimestamp() => now.UtcTicks;

    internal void Advance(TimeSpan time) => now += time;
}
