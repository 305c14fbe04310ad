namespace RegionNode.Gateway.Tests.World;

/// <summary>Real time as far as a program can tell; it stands until a test moves it.</summary>
internal sealed class StandingTime : TimeProvider
{
    private long _ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    public void Pass(TimeSpan time) => Interlocked.Add(ref _ticks, time.Ticks);
}
