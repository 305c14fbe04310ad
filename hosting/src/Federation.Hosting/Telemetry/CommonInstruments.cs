using System.Diagnostics.Metrics;
using Federation.Hosting.Clock;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Federation.Hosting.Telemetry;

/// <summary>What every program says of itself: its health, its clock, and how much is left of what has to be renewed.</summary>
internal sealed class CommonInstruments : IInstruments
{
    private readonly IEnumerable<ILives> _lives;
    private readonly TimeProvider _clock;

    public CommonInstruments(ProgramMeter meter, KeptHealth health, IEnumerable<ILives> lives, TimeProvider clock)
    {
        (_lives, _clock) = (lives, clock);
        meter.Gauges("federation.health.state", "{state}", "How a check of /health/ready stands: 0 well, 1 it warns, 2 not ready.",
            () => health.Newest is { } report ? report.Entries.Select(entry => new Measurement<double>(StateOf(entry.Value.Status), new KeyValuePair<string, object?>("check", entry.Key))) : []);
        meter.Gauges("federation.life.used", "1", "The share of a life that is over: 1 is its end.", () => Of((life, now) => life.Used(now)));
        meter.Gauges("federation.life.left", "s", "What is left of a life; below 0 after its end.", () => Of((life, now) => (life.Ends - now).TotalSeconds));
        meter.Gauge("federation.clock.simulated", "{state}", "1 where the program runs by a rehearsal's clock, else 0.", () => clock.IsSimulated() ? 1 : 0);
    }

    private static int StateOf(HealthStatus status) => HealthStatus.Healthy - status;

    private IEnumerable<Measurement<double>> Of(Func<Lifespan, DateTimeOffset, double> measure)
    {
        var now = _clock.GetUtcNow();
        return _lives.SelectMany(lives => lives.Lives()).Select(life => new Measurement<double>(
            measure(life, now), life.Region.Length > 0 ? [new("of", life.Of), new("region", life.Region)] : [new("of", life.Of)]));
    }
}
