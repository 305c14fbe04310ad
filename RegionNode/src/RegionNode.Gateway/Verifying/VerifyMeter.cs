using System.Diagnostics.Metrics;
using RegionNode.Gateway.Verifying.Asking;
using TrustList.Format.Registry;

namespace RegionNode.Gateway.Verifying;

/// <summary>
/// What is measured of questions, by the licence's region and the purpose: how many, how they end, how long they take. No tag is
/// about one licence, one person or one desk.
/// </summary>
internal sealed class VerifyMeter
{
    private static readonly InstrumentAdvice<double> Buckets = new() { HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5] };
    private readonly Histogram<double> _answers;
    private readonly Histogram<double> _home;
    private readonly Counter<long> _degraded;
    private readonly Counter<long> _refused;

    /// <summary>The instruments, under the gateway's name.</summary>
    public VerifyMeter(IMeterFactory meters, GatewayOptions options)
    {
        var meter = meters.Create(options.TelemetryName);
        _answers = meter.CreateHistogram("federation.verify.duration", "s", "From a question to its answer.", advice: Buckets);
        _home = meter.CreateHistogram("federation.home.duration", "s", "From a live question to the home region's answer, or to none.", advice: Buckets);
        _degraded = meter.CreateCounter<long>("federation.verify.degraded", "{answer}", "Answers that rest on less than they could.");
        _refused = meter.CreateCounter<long>("federation.verify.refused", "{question}", "Questions of callers that are known which got no answer.");
    }

    /// <summary>A question has its answer.</summary>
    public void Answered(VerifyQuestion question, Decided decided, TimeSpan took)
    {
        var region = ProvenIssuer.Of(decided.Verdict) ?? "-";
        _answers.Record(took.TotalSeconds, new("region", region), new("purpose", question.Purpose.ToString()), new("outcome", decided.Verdict.Outcome.ToString()), new("live", question.Live));
        foreach (var word in decided.Degraded) _degraded.Add(1, new("region", region), new("purpose", question.Purpose.ToString()), new("word", word.ToString()));
    }

    /// <summary>A question gets no answer.</summary>
    public void Refused(Purpose purpose, string code) => _refused.Add(1, new("purpose", purpose.ToString()), new("code", code));

    /// <summary>A live question has its answer, or has none.</summary>
    public void Asked(string region, Purpose purpose, LiveReply reply, TimeSpan took) =>
        _home.Record(took.TotalSeconds, new("region", region), new("purpose", purpose.ToString()), new("result", reply.Degraded?.ToString() ?? "Answered"));
}
