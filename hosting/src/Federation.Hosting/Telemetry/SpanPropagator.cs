using System.Diagnostics;

namespace Federation.Hosting.Telemetry;

/// <summary>
/// Tells the next program the trace and the span of this one (<c>traceparent</c>, W3C Trace Context) and nothing else: no baggage,
/// no vendor's state. The HTTP and gRPC clients begin spans of their own around each request, which nobody gets to see: the nearest
/// one around them that somebody sees counts.
/// </summary>
internal sealed class SpanPropagator : DistributedContextPropagator
{
    private readonly DistributedContextPropagator _standard = CreateDefaultPropagator();

    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Fields => ["traceparent"];

    /// <inheritdoc/>
    public override void Inject(Activity? activity, object? carrier, PropagatorSetterCallback? setter)
    {
        var seen = activity;
        while (seen is { Parent: not null } && !IsSeen(seen)) seen = seen.Parent;
        if (seen?.Id is { } id) setter?.Invoke(carrier, "traceparent", id);
    }

    /// <inheritdoc/>
    public override void ExtractTraceIdAndState(object? carrier, PropagatorGetterCallback? getter, out string? traceId, out string? traceState)
    {
        _standard.ExtractTraceIdAndState(carrier, getter, out traceId, out _);
        traceState = null;
    }

    /// <inheritdoc/>
    public override IEnumerable<KeyValuePair<string, string?>>? ExtractBaggage(object? carrier, PropagatorGetterCallback? getter) => null;

    // What was not made by a source that somebody listens to has none; a request's span counts also when nobody listens.
    private static bool IsSeen(Activity activity) => activity.Source.Name.Length > 0 || activity.OperationName == RequestSpans.Name;
}
