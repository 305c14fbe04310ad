using Federation.Hosting.Clock;
using TrustList.Format.Encoding;

namespace Demo.World;

/// <summary>The simulated clock that every program of the rehearsal reads (trust.md §8: an operator's setting).</summary>
public sealed class RehearsalTime(string file, bool hasOwnClocks = false)
{
    private readonly Dictionary<string, TimeSpan> wrong = new(StringComparer.Ordinal);
    private ClockFile reading = new(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);

    /// <summary>The clock file, the value of Rehearsal:Clock.</summary>
    public string File => file;

    /// <summary>The simulated instant.</summary>
    public DateTimeOffset Now => reading.At(TimeProvider.System.GetUtcNow());

    /// <summary>The simulated instant in whole seconds, as trustctl's --now takes it.</summary>
    public string Text => Instants.Format(Instants.WholeSeconds(Now));

    /// <summary>The clock file of one program: the one file, or, where each has its own, a file of its own.</summary>
    public string FileOf(string program)
    {
        if (!hasOwnClocks) return file;
        if (wrong.TryAdd(program, TimeSpan.Zero)) ClockFile.Write($"{file}.{program}", Now);
        return $"{file}.{program}";
    }

    /// <summary>Sets one program's own clock wrong, by so much from now on; by nothing: right again. Waits until it knows.</summary>
    public Task SetWrong(string program, TimeSpan by, CancellationToken cancel)
    {
        wrong[program] = by;
        ClockFile.Write($"{file}.{program}", Now + by);
        return Task.Delay(2 * RehearsalClock.Reread, cancel);
    }

    /// <summary>Moves every program to another instant, each by one atomic rename.</summary>
    public void MoveTo(DateTimeOffset instant)
    {
        reading = ClockFile.Write(file, instant);
        foreach (var (program, by) in wrong) ClockFile.Write($"{file}.{program}", instant + by);
    }

    /// <summary>Moves by a span, and waits until every program knows.</summary>
    public Task Advance(TimeSpan span, CancellationToken cancel)
    {
        MoveTo(Now + span);
        return Task.Delay(2 * RehearsalClock.Reread, cancel);
    }
}
