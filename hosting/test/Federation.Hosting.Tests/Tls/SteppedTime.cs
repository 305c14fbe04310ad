namespace Federation.Hosting.Tests.Tls;

/// <summary>A clock that the test moves: what passes and what the clock on the wall says, one without the other.</summary>
internal sealed class SteppedTime(DateTimeOffset wall) : TimeProvider
{
    private long _passed = 1;

    public DateTimeOffset Wall { get; set; } = wall;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public void Pass(int seconds) => _passed += seconds * TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => Wall;

    public override long GetTimestamp() => _passed;
}
