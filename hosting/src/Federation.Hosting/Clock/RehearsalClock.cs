namespace Federation.Hosting.Clock;

/// <summary>
/// A clock that an operator sets by a file, for rehearsals (design: trust, §8). Holding one says that instants are
/// simulated; every verdict made with it says so. Timers and time-outs run on real time.
/// The file is read again at most every 50 ms, so that a change is seen by all processes within that time.
/// A file that turns unreadable later keeps its last good reading: writers replace it by a rename.
/// </summary>
public sealed class RehearsalClock : TimeProvider
{
    /// <summary>The age of the oldest reading in use: after it every process knows of a change.</summary>
    public static readonly TimeSpan Reread = TimeSpan.FromMilliseconds(50);

    private readonly string _path;
    private readonly Lock _gate = new();
    private volatile ClockFile _reading;
    private long _readAt;

    private RehearsalClock(string path, ClockFile reading)
    {
        _path = path;
        _reading = reading;
        _readAt = System.GetTimestamp();
    }

    /// <summary>Opens the clock of a file.</summary>
    /// <exception cref="StartRefusedException">The file is absent or malformed.</exception>
    public static RehearsalClock Open(string path) =>
        ClockFile.TryRead(path) is { } reading
            ? new RehearsalClock(path, reading)
            : throw new StartRefusedException($"Rehearsal:Clock: '{path}' is not a readable clock file");

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        if (IsOld())
        {
            lock (_gate)
            {
                if (IsOld())
                {
                    var asked = System.GetTimestamp();
                    _reading = ClockFile.TryRead(_path) ?? _reading;
                    Interlocked.Exchange(ref _readAt, asked);
                }
            }
        }
        return _reading.At(System.GetUtcNow());
    }

    private bool IsOld() => System.GetElapsedTime(Interlocked.Read(ref _readAt)) >= Reread;
}
