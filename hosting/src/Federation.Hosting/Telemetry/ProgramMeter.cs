using System.Diagnostics.Metrics;

namespace Federation.Hosting.Telemetry;

/// <summary>
/// Where a program's instruments are made. Each stands in docs/metrics.md with its attributes and their bound; no attribute is about a
/// person, a licence or a desk. The meter has the program's own name.
/// </summary>
public sealed class ProgramMeter(IMeterFactory meters, string name)
{
    /// <summary>Bounds of a histogram of requests, in seconds.</summary>
    private static readonly InstrumentAdvice<double> Requests = new() { HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5] };

    private readonly Meter _meter = meters.Create(name);

    /// <summary>Counts what happens; it never goes back while the program runs.</summary>
    public Counter<long> Counter(string instrument, string unit, string meaning) => _meter.CreateCounter<long>(instrument, unit, meaning);

    /// <summary>How long requests take, in seconds.</summary>
    public Histogram<double> Durations(string instrument, string meaning) => _meter.CreateHistogram(instrument, "s", meaning, advice: Requests);

    /// <summary>What holds when somebody collects; null: nothing is said.</summary>
    public void Gauge(string instrument, string unit, string meaning, Func<double?> read) =>
        Gauges(instrument, unit, meaning, () => read() is { } value ? [new Measurement<double>(value)] : []);

    /// <summary>
    /// What holds of several things when somebody collects. What cannot be read now says nothing: an absent series is an alert's to see, a
    /// wrong one is nobody's.
    /// </summary>
    public void Gauges(string instrument, string unit, string meaning, Func<IEnumerable<Measurement<double>>> read) =>
        _meter.CreateObservableGauge(instrument, () => Read(read), unit, meaning);

    private static List<Measurement<double>> Read(Func<IEnumerable<Measurement<double>>> read)
    {
        try
        {
            return [.. read()];
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return [];
        }
    }
}
