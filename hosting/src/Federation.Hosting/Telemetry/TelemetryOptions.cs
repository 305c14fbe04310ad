using Federation.Hosting.Options;

namespace Federation.Hosting.Telemetry;

/// <summary>What an operator sets, section <c>Telemetry</c>. Without <see cref="Otlp"/> nothing is collected for export.</summary>
public sealed class TelemetryOptions : IValidatedOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Telemetry";

    /// <summary>The collector, an http or https address: traces, metrics and logs go to its <c>v1/traces</c>, <c>v1/metrics</c> and <c>v1/logs</c> (OTLP over HTTP, protobuf). Empty: to nobody.</summary>
    [Setting("http or https address")]
    public string Otlp { get; set; } = "";

    /// <summary>How this program is called there, at most 64 letters, digits and <c>. - / _</c>; empty: the name that the program gives itself.</summary>
    [Setting("name")]
    public string Service { get; set; } = "";

    /// <summary>Which of several programs of one name this is there, at most 64 of the same characters; empty: the machine's name and the process's number.</summary>
    [Setting("name")]
    public string Instance { get; set; } = "";

    /// <summary>The share of the traces begun here that are exported. One that a caller began is exported when the caller's is.</summary>
    [Setting("share", 0, 1)]
    public double Share { get; set; } = 1;

    /// <summary>The time between two exports.</summary>
    [Setting("s", 1, 300)]
    public int Seconds { get; set; } = 5;

    /// <inheritdoc/>
    public IEnumerable<string> Errors()
    {
        if (Otlp.Length > 0 && !(Uri.TryCreate(Otlp, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https")) yield return "Otlp: must be an http or https address, or empty";
        if (!IsName(Service)) yield return "Service: must be 1 to 64 letters, digits, dots, dashes, slashes and underscores, or empty";
        if (!IsName(Instance)) yield return "Instance: must be 1 to 64 letters, digits, dots, dashes, slashes and underscores, or empty";
    }

    private static bool IsName(string text) => text.Length <= 64 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '/' or '_');
}
