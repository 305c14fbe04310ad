using System.Diagnostics;

namespace Federation.Hosting.Telemetry;

/// <summary>
/// The spans of one host. They carry names and tags of closed lists and numbers only: never a path as it was asked for, a query, a
/// body, an exception's message or anything else that could be about a person.
/// </summary>
public sealed class Tracing(string name) : IDisposable
{
    /// <summary>Where the host's spans come from.</summary>
    internal ActivitySource Source { get; } = new(name);

    /// <summary>The trace under which the present work goes, 32 lower-case hexadecimal digits; a new one where it goes under none.</summary>
    public static string TraceId => (Activity.Current?.TraceId ?? ActivityTraceId.CreateRandom()).ToHexString();

    /// <summary>A span around a call to another program; null when nobody looks.</summary>
    /// <param name="operation">What is done, a constant.</param>
    public Activity? Call(string operation) => Source.StartActivity(operation, ActivityKind.Client);

    /// <inheritdoc/>
    public void Dispose() => Source.Dispose();
}
