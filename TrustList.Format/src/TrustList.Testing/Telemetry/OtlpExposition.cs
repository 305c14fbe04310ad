using System.Globalization;
using System.Text;

namespace TrustList.Testing.Telemetry;

/// <summary>
/// The metrics of OTLP requests as the text that Prometheus scrapes, by the rule of <see cref="PrometheusName"/>: what a collector with a
/// Prometheus exporter does. Of each series the newest value; <c>job</c> is the service's namespace and name.
/// </summary>
internal static class OtlpExposition
{
    /// <summary>The text of ExportMetricsServiceRequests, the oldest first.</summary>
    public static string Of(IEnumerable<byte[]> requests)
    {
        var kinds = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var series = new Dictionary<string, SortedDictionary<string, double>>(StringComparer.Ordinal);
        foreach (var (name, kind, sample, value) in requests.SelectMany(Samples))
        {
            kinds[name] = kind;
            if (!series.TryGetValue(name, out var samples)) series[name] = samples = new(StringComparer.Ordinal);
            samples[sample] = value;
        }
        var text = new StringBuilder();
        foreach (var (name, kind) in kinds)
        {
            text.Append(CultureInfo.InvariantCulture, $"# TYPE {name} {kind}\n");
            foreach (var (sample, value) in series[name]) text.Append(CultureInfo.InvariantCulture, $"{sample} {value:R}\n");
        }
        return text.ToString();
    }

    private static IEnumerable<(string Name, string Kind, string Sample, double Value)> Samples(byte[] request) =>
        from resource in new OtlpMessage(request).Parts(1)
        let labels = Resource(resource)
        from scope in resource.Parts(2)
        from metric in scope.Parts(2)
        from sample in Of(metric, labels)
        select sample;

    private static IEnumerable<(string Name, string Kind, string Sample, double Value)> Of(OtlpMessage metric, string[] labels)
    {
        string Text(int field) => metric.Parts(field).Select(part => part.Text).FirstOrDefault("");
        var (name, unit) = (Text(1), Text(3));
        foreach (var (field, otlp) in new[] { (5, "gauge"), (7, "sum") })
        {
            foreach (var data in metric.Parts(field))
            {
                var kind = otlp == "sum" && data.Number(3) == 1 ? "counter" : "gauge";
                var called = PrometheusName.Of(name, kind, unit);
                foreach (var point in data.Parts(1))
                    yield return (called, kind, $"{called}{Labels(labels, Attributes(point, 7))}", point.Real(4) ?? (long)(point.Number(6) ?? 0));
            }
        }
        foreach (var point in metric.Parts(9).SelectMany(data => data.Parts(1)))
        {
            var called = PrometheusName.Of(name, "histogram", unit);
            var (own, bounds, sum) = (Attributes(point, 9), point.Packed(7), 0UL);
            var counts = point.Packed(6);
            for (var bucket = 0; bucket < counts.Count; bucket++)
            {
                sum += counts[bucket];
                var le = bucket < bounds.Count ? BitConverter.UInt64BitsToDouble(bounds[bucket]).ToString("R", CultureInfo.InvariantCulture) : "+Inf";
                yield return (called, "histogram", $"{called}_bucket{Labels(labels, [.. own, $"le=\"{le}\""])}", sum);
            }
            yield return (called, "histogram", $"{called}_count{Labels(labels, own)}", point.Number(4) ?? 0);
            yield return (called, "histogram", $"{called}_sum{Labels(labels, own)}", point.Real(5) ?? 0);
        }
    }

    private static string[] Resource(OtlpMessage resource)
    {
        var said = resource.Parts(1).SelectMany(part => Pairs(part, 1)).ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal);
        return [$"job=\"{said["service.namespace"]}/{said["service.name"]}\"", $"instance=\"{said["service.instance.id"]}\""];
    }

    private static string[] Attributes(OtlpMessage point, int field) => [.. Pairs(point, field).Select(pair => $"{PrometheusName.Escaped(pair.Name)}=\"{Quoted(pair.Value)}\"")];

    private static string Quoted(string value) => value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static IEnumerable<(string Name, string Value)> Pairs(OtlpMessage message, int field) =>
        message.Parts(field).Select(pair => (pair.Parts(1).Single().Text, Value(pair.Parts(2).Single())));

    private static string Value(OtlpMessage any) =>
        any.Parts(1).Select(part => part.Text).FirstOrDefault() ?? (any.Number(2) is { } flag ? flag == 1 ? "true" : "false" : $"{any.Number(3)}");

    private static string Labels(string[] labels, string[] own) => $"{{{string.Join(',', [.. labels, .. own])}}}";
}
