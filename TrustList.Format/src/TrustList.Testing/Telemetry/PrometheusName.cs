namespace TrustList.Testing.Telemetry;

/// <summary>
/// What Prometheus calls an OTLP metric that it is sent, by its rule (UnderscoreEscapingWithSuffixes): every sign that is no letter or digit
/// becomes an underscore; the unit follows, an annotation in braces does not; of a gauge the unit 1 is called ratio; a counter ends in _total.
/// </summary>
public static class PrometheusName
{
    /// <summary>The name; a histogram's series have it with <c>_bucket</c>, <c>_count</c> and <c>_sum</c> behind.</summary>
    /// <param name="metric">As in OTLP: <c>federation.life.left</c>.</param>
    /// <param name="kind"><c>counter</c>, <c>gauge</c> or <c>histogram</c>.</param>
    /// <param name="unit">As in OTLP: <c>s</c>, <c>By</c>, <c>1</c>, <c>{leaf}</c>.</param>
    public static string Of(string metric, string kind, string unit)
    {
        var name = Escaped(metric);
        var suffix = unit switch
        {
            "s" => "_seconds",
            "By" => "_bytes",
            "1" => kind == "gauge" ? "_ratio" : "",
            _ => "",
        };
        if (!name.EndsWith(suffix, StringComparison.Ordinal)) name += suffix;
        return kind == "counter" && !name.EndsWith("_total", StringComparison.Ordinal) ? name + "_total" : name;
    }

    /// <summary>What it calls an attribute: <c>http.route</c> is <c>http_route</c>.</summary>
    public static string Escaped(string name) => string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
}
