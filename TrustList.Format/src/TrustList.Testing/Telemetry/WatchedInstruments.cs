using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace TrustList.Testing.Telemetry;

/// <summary>Every instrument of one running program, with the attributes of what it measured meanwhile.</summary>
public sealed partial class WatchedInstruments : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, Instrument> _instruments = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<(string Instrument, string Attribute, string Value)> _attributes = new();
    private readonly ConcurrentDictionary<string, double> _values = new(StringComparer.Ordinal);

    /// <summary>Listens from now on.</summary>
    /// <param name="program">The host's: other hosts of the same process are others.</param>
    /// <param name="name">The program's meter.</param>
    public WatchedInstruments(IMeterFactory program, string name)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (!ReferenceEquals(instrument.Meter.Scope, program) || instrument.Meter.Name != name) return;
            _instruments[instrument.Name] = instrument;
            listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>Looks at every gauge now.</summary>
    public WatchedInstruments Look()
    {
        _listener.RecordObservableInstruments();
        return this;
    }

    /// <summary>The newest value of a series: <c>federation.log.size</c>, <c>federation.refusals kind=Region reason=Expired</c>; of a counter the newest step. Null: none came.</summary>
    public double? Value(string series) => _values.TryGetValue(series, out var value) ? value : null;

    /// <summary>What is not as the page says; empty where all is.</summary>
    public IReadOnlyList<string> Differences(IReadOnlyList<MetricRow> page)
    {
        var here = _instruments.Values.Select(Described).ToHashSet();
        var there = page.Select(row => (row.Name, row.Kind, row.Unit, row.Meaning)).ToHashSet();
        var named = page.ToDictionary(row => row.Name, row => row.Attributes, StringComparer.Ordinal);
        return
        [
            .. here.Except(there).Select(row => $"not in the page: {row}"), .. there.Except(here).Select(row => $"not in the program: {row}"),
            .. _attributes.Where(at => !named.GetValueOrDefault(at.Instrument, []).Contains(at.Attribute)).Select(at => $"an attribute that the page has not: {at}").Distinct(),
            .. _attributes.Where(at => !Word.IsMatch(at.Value)).Select(at => $"no word of a closed list: {at}").Distinct(),
        ];
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    private static (string Name, string Kind, string Unit, string Meaning) Described(Instrument instrument) => (
        instrument.Name,
        instrument.GetType().Name switch { "Counter`1" => "counter", "Histogram`1" => "histogram", _ => "gauge" },
        instrument.Unit ?? "", instrument.Description ?? "");

    private void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var series = instrument.Name;
        foreach (var (key, tag) in tags)
        {
            var text = Convert.ToString(tag, CultureInfo.InvariantCulture) ?? "";
            _attributes.Enqueue((instrument.Name, key, text));
            series += $" {key}={text}";
        }
        _values[series] = value;
    }

    /// <summary>A word, a region's code, a database's own code, or nothing.</summary>
    [GeneratedRegex("^([A-Za-z][A-Za-z-]*|[0-9]{6}|-|SQLite [0-9]+|PostgreSQL [0-9A-Za-z]+)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Word { get; }
}
