using Federation.Hosting.Clock;
using TrustList.Format.Encoding;

namespace Demo.World;

/// <summary>The simulated clock that every program of the rehearsal reads (trust.md §8: an operator's setting).</summary>
public sealed class RehearsalTime(string file)
{
    private ClockFile reading = new(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);

    /// <summary>The clock file, the value of Rehearsal:Clock.</summary>
    public string File => file;

    /// <summary>The simulated instant.</summary>
    public DateTimeOffset Now => reading.At(TimeProvider.System.GetUtcNow());

    /// <summary>The simulated instant in whole seconds, as trustctl's --now takes it.</summary>
    public string Text => Instants.Format(Instants.WholeSeconds(Now));

    /// <summary>Moves every program to another instant, by one atomic rename.</summary>
    public void MoveTo(DateTimeOffset instant) => reading = ClockFile.Write(file, instant);

    /// <summary>Moves by a span, and waits until every program knows.</summary>
    public Task Advance(TimeSpan span, CancellationToken cancel)
    {
        MoveTo(Now + span);
        return Task.Delay(2 * RehearsalClock.Reread, cancel);
    }
}
