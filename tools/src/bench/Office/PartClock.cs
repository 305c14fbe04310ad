using System.Diagnostics;
using System.Globalization;

namespace Federation.Bench.Office;

/// <summary>Says on standard error how long each part of a long benchmark took, as soon as it is over.</summary>
internal sealed class PartClock
{
    private readonly long began = Stopwatch.GetTimestamp();
    private long part = Stopwatch.GetTimestamp();

    /// <summary>A part is over, the next begins.</summary>
    internal void Done(string name)
    {
        Console.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"bench: {name}: {Stopwatch.GetElapsedTime(part).TotalSeconds:0} s; {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s in all"));
        part = Stopwatch.GetTimestamp();
    }
}
